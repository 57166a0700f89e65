-- replicas of the release before know no salt
ALTER TABLE operator_act DROP CONSTRAINT operator_act_salted;
ALTER TABLE operator_act ADD CONSTRAINT operator_act_salted CHECK (octet_length(salt) = 16);
