package dev.lethe.platform.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.lethe.platform.TestPlatform;
import dev.lethe.test.LedgerDigests;

/// The digests that a database keeps are those of its tombstones, whatever happens to these.
class LedgerDigestIT {

    private static final TestPlatform PLATFORM = TestPlatform.migrated();

    private final List<UUID> ids = Stream.generate(UUID::randomUUID).limit(600).toList();

    @BeforeEach
    void empty() {
        PLATFORM.jdbc().sql("delete from subject").update();
    }

    @Test
    void beginWithNobody() {
        assertThat(LedgerDigestTable.read(PLATFORM.jdbc())).hasSize(LedgerCopy.BUCKETS)
                .allSatisfy(digest -> assertThat(digest).containsOnly(0));
    }

    @Test
    void followAccountsThatAreErased() {
        insert("live");

        change("erased", ids);
        assertIsDigestOf(ids);
        change("erased", ids);
        assertIsDigestOf(ids);
        change("live", ids.subList(0, 100));
        assertIsDigestOf(ids.subList(100, 600));
    }

    @Test
    void followTombstonesOfThoseWhomNobodyMet() {
        insert("erased");
        assertIsDigestOf(ids);

        PLATFORM.jdbc().sql("delete from subject where id = any(cast(? as uuid[]))")
                .param(ids.subList(0, 300).toArray(UUID[]::new)).update();

        assertIsDigestOf(ids.subList(300, 600));
    }

    private void insert(String state) {
        PLATFORM.jdbc().sql("insert into subject (id, state) select unnest(cast(? as uuid[])), ?")
                .param(ids.toArray(UUID[]::new)).param(state).update();
    }

    private void change(String state, List<UUID> of) {
        PLATFORM.jdbc().sql("update subject set state = ? where id = any(cast(? as uuid[]))").param(state)
                .param(of.toArray(UUID[]::new)).update();
    }

    private static void assertIsDigestOf(List<UUID> erased) {
        LedgerDigests digests = new LedgerDigests();
        erased.forEach(digests::add);
        assertThat(Arrays.deepEquals(LedgerDigestTable.read(PLATFORM.jdbc()).toArray(), digests.all().toArray()))
                .isTrue();
    }
}
