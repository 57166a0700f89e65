-- An erased account is mentioned until its keys are gone, and for as long as its tokens might live; then the feed
-- forgets it, and whoever starts reads only what is recent.
CREATE INDEX revocation_at ON revocation (at);
DROP INDEX revocation_session_at;
COMMENT ON COLUMN revocation.number IS 'subject=none protection=clear erased=keep retention=until-receipt';
COMMENT ON COLUMN revocation.subject_id IS 'mentions=subject_id fate=keep protection=clear retention=until-receipt';
COMMENT ON COLUMN revocation.at IS 'subject=none protection=clear erased=keep retention=until-receipt';
