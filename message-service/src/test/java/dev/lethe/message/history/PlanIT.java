package dev.lethe.message.history;

import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.lethe.message.MessageServiceIT;

/// Reads the plans of the statements that run all the time.
class PlanIT extends MessageServiceIT {
    static List<String> statements() {
        return List.of(Messages.OLDER, Messages.NEWER, Messages.CHANGED, Messages.DELETE);
    }

    @ParameterizedTest
    @MethodSource("statements")
    void touchesOnePartitionAMailboxByAnIndex(String statement) {
        staysInOnePartition(statement);
    }
}
