package dev.lethe.message.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

import dev.lethe.message.MessageServiceIT;

/// Reads the plans of the statements that run all the time.
class PlanIT extends MessageServiceIT {
    private static final String BY_CHAT = "_owner_id_chat_id_id_idx";
    private static final String BY_SEQ = "_owner_id_seq_idx";
    private static final String BY_ID = "_pkey";

    @Autowired
    private TransactionTemplate transaction;

    record Expected(String statement, List<String> indexes) {}

    static List<Expected> statements() {
        return List.of(new Expected(Messages.OLDER, List.of(BY_CHAT)), new Expected(Messages.NEWER, List.of(BY_CHAT)),
                new Expected(Messages.CHANGED, List.of(BY_SEQ)), new Expected(Messages.STANDING, List.of(BY_ID)),
                new Expected(Messages.SEEN, List.of(BY_ID, BY_CHAT)),
                new Expected(Messages.DELETE, List.of(BY_ID, BY_CHAT)),
                new Expected(Messages.DELETE_WRITTEN, List.of(BY_ID, BY_CHAT)),
                new Expected(Copies.REWRITE, List.of(BY_ID, BY_CHAT)));
    }

    @ParameterizedTest
    @MethodSource("statements")
    void touchesOnePartitionAMailboxByItsIndex(Expected expected) {
        assertThat(staysInOnePartition(expected.statement()))
                .allSatisfy(plan -> assertThat(expected.indexes()).as(plan).anyMatch(plan::contains));
    }

    @Test
    void findsWhatChangedByItsNumberAlsoWhenThePlanIsKept() {
        assertThat(keptPlan(Messages.CHANGED)).contains("Subplans Removed: 63", BY_SEQ)
                .doesNotContain("Seq Scan", "Sort  ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sent", "gone", "notice"})
    void readsASliceOfATableToForgetWhatIsOld(String table) {
        assertThat(String.join("", jdbc.sql("explain delete from " + table
                + " where ctid >= '(0,0)' and ctid < '(9,0)' and owner_id is not null").query(String.class).list()))
                .contains("Tid Range Scan");
    }

    @Test
    void looksForNothingByRangesOfBlocksThatVacuumMixes() {
        assertThat(jdbc.sql("""
                select i.indexrelid::regclass::text from pg_index i
                  join pg_class c on c.oid = i.indexrelid join pg_am a on a.oid = c.relam
                 where a.amname = 'brin'""").query(String.class).list()).isEmpty();
    }

    @Test
    void readsNoMessageToAppendOne() {
        assertThat(planOfAppend()).contains("Insert on message").doesNotContain("Scan on message", "Seq Scan on chat");
    }

    @Test
    void findsEachMailboxOfAnAppendByItsIdHoweverFewThereAre() {
        String plan = transaction.execute(_ -> {
            jdbc.sql("analyze mailbox").update();
            jdbc.sql("select " + Copies.SETTINGS).query().singleRow();
            return planOfAppend();
        });

        assertThat(plan).contains("Index Scan using mailbox_pkey").doesNotContain("Seq Scan on mailbox");
    }

    private String planOfAppend() {
        String[] none = {};
        return String.join("\n", jdbc.sql("explain " + Copies.INSERT)
                .param("owners", none).param("ids", new long[] {}).param("chats", none).param("chatKinds", none)
                .param("authors", none).param("kinds", none).param("files", none).param("bodies", new byte[][] {})
                .param("seqs", new long[] {}).param("tokens", none).param("aheads", new long[] {})
                .param("mailboxes", none).param("mailboxSeqs", new long[] {}).param("mailboxLastIds", new long[] {})
                .param("senders", none).param("clientIds", none).param("sentIds", new long[] {})
                .param("digests", new byte[][] {}).param("sentAheads", new long[] {})
                .query((row, _) -> row.getString(1))
                .list());
    }
}
