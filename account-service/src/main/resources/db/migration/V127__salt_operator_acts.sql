ALTER TABLE operator_act ADD COLUMN salt bytea;
-- acts of before stay as they were chained
ALTER TABLE operator_act ADD CONSTRAINT operator_act_salted
    CHECK (salt IS NOT NULL AND octet_length(salt) = 16) NOT VALID;
COMMENT ON COLUMN operator_act.salt IS 'subject=none protection=clear erased=keep retention=for-ever';
