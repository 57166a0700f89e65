package dev.lethe.message.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

import dev.lethe.message.MessageServiceIT;
import dev.lethe.message.mailbox.ChatId;
import dev.lethe.message.search.Progress.Phase;
import dev.lethe.message.words.Words;

class SearchPlanIT extends MessageServiceIT {
    private static final Pattern PARTITION = Pattern.compile("message_\\d\\d");

    @Autowired
    private SearchEntries entries;
    @Autowired
    private TransactionTemplate transaction;

    private final Words words = new Words();

    private SearchQuery query(@Nullable ChatId chat) {
        return new SearchQuery(words.phrases("harbour at night"), chat, null, null, 0, Long.MAX_VALUE);
    }

    private String plan(Person owner, String sql) {
        List<String> lines = Objects.requireNonNull(transaction.execute(_ -> {
            entries.settle(owner.id);
            return jdbc.sql("explain (costs off) " + sql)
                    .param("owner", owner.id)
                    .param("chat", owner.id)
                    .param("from", owner.id)
                    .param("oldest", 0L)
                    .param("at", Long.MAX_VALUE)
                    .param("rows", 2_000)
                    .param("chats", new String[] {owner.id.toString(), UUID.randomUUID().toString()})
                    .param("beginnings", new String[] {"har:*&at", "har:*&at"})
                    .param("wholes", new String[] {"harbour&at", "harbour&at"})
                    .query((row, _) -> row.getString(1))
                    .list();
        }));
        return String.join("\n", lines);
    }

    private String partitionOf(Person owner) {
        return Objects.requireNonNull(transaction.execute(_ -> entries.settle(owner.id).orElseThrow()));
    }

    private static List<String> partitionsOf(String plan) {
        return PARTITION.matcher(plan).results().map(match -> match.group()).distinct().toList();
    }

    private Person writer() {
        Person owner = someone();
        owner.sends(owner, "something to find");
        return owner;
    }

    @Test
    void findsThePartitionByPrimaryKey() {
        assertThat(staysInOnePartition(SearchEntries.SETTLE)).allSatisfy(
                plan -> assertThat(plan).contains("_pkey").doesNotContain("Seq Scan", "Sort", "_idx on message"));
    }

    @Test
    void walksByPrimaryKeyInOnePartition() {
        Person owner = writer();

        for (Phase phase : Phase.values()) {
            String plan = plan(owner, SearchEntries.walking(query(null), phase, partitionOf(owner)));

            assertThat(plan).contains("Index Scan Backward using message_").contains("_pkey").doesNotContain("Seq Scan")
                    .doesNotContain("Sort");
            assertThat(partitionsOf(plan)).hasSize(1);
        }
    }

    @Test
    void walksThroughAChatByItsIndexEvenWhenItIsAllThatStatisticsKnow() {
        Person owner = writer();
        jdbc.sql("analyze " + partitionOf(owner)).update();

        String plan = plan(owner, SearchEntries.walking(query(new ChatId(owner.id)), Phase.ALL, partitionOf(owner)));

        assertThat(plan).contains("Index Scan Backward using message_").contains("_owner_id_chat_id_id_idx")
                .doesNotContain("Seq Scan").doesNotContain("Sort");
        assertThat(partitionsOf(plan)).hasSize(1);
    }

    @Test
    void readsHitsByPrimaryKeyInOnePartition() {
        assertThat(staysInOnePartition(SearchEntries.ROWS))
                .allSatisfy(plan -> assertThat(plan).contains("_pkey").doesNotContain("_idx on message"));
    }

    @Test
    void probesTheEntriesAndNothingElse() {
        Person owner = writer();
        String partition = partitionOf(owner);

        SearchQuery all = query(null);
        SearchQuery some = new SearchQuery(all.phrases(), null, owner.id, MediaKind.PHOTO, 0, Long.MAX_VALUE);
        for (Phase phase : Phase.values()) {
            String plan = plan(owner, SearchEntries.probing(phase == Phase.WHOLES ? all : some, phase, partition));

            assertThat(plan).containsSubsequence("Limit", "Nested Loop", "Bitmap Heap Scan on " + partition,
                    "Bitmap Index Scan on " + partition + "_tokens_idx").doesNotContain("Seq Scan");
            assertThat(partitionsOf(plan)).containsExactly(partition);
        }
    }
}
