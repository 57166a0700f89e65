package dev.lethe.message.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

import dev.lethe.message.MessageServiceIT;

class OwnMessagesPlanIT extends MessageServiceIT {
    @Autowired
    private TransactionTemplate transaction;

    @Test
    void aBatchIsARangeOfThePrimaryKeyInOnePartition() {
        transaction.executeWithoutResult(_ -> {
            jdbc.sql(OwnMessages.SETTLE).query().singleRow();
            assertThat(staysInOnePartition(OwnMessages.DELETE)).allSatisfy(plan -> assertThat(plan)
                    .contains("_pkey").doesNotContain("Sort", "_idx"));
        });
    }
}
