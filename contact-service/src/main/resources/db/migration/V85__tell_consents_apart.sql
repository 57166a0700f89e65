-- A withdrawal names the consent that it ends, for the clocks of two replicas do not order the two.
ALTER TABLE consent ADD COLUMN consent_id uuid;
COMMENT ON COLUMN consent.consent_id IS 'subject=owner_id protection=clear erased=row retention=until-withdrawn';
