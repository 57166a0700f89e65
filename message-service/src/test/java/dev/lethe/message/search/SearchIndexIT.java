package dev.lethe.message.search;

import static dev.lethe.test.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import dev.lethe.message.MessageServiceIT;

class SearchIndexIT extends MessageServiceIT {
    @Autowired
    private SearchIndexUpkeep upkeep;

    @Test
    @Tag("case-56")
    void forgetsTheWordsOfDeletedMessagesInItsFile() {
        Person alice = someone();
        String id = alice.sends(alice, "soonforgotten");
        String partition = partitionOf(alice);
        byte[] token = tokenOf(alice);
        rebuildsDue();
        alice.delete("/v1/chats/" + alice.id + "/messages/" + id);
        jdbc.sql("vacuum " + partition).update();
        assertThat(isInFile(token, partition)).isTrue();

        eventually(() -> {
            rebuildsDue();
            assertThat(dirty(partition)).isTrue();
        });
        assertThat(isInFile(token, partition)).isTrue();
        threeDaysPass(partition);
        eventually(() -> {
            rebuildsDue();
            assertThat(dirty(partition)).isFalse();
        });

        assertThat(isInFile(token, partition)).isFalse();
        assertThat(alice.sends(alice, "still searchable")).isNotEmpty();
        assertThat(alice.get("/v1/search?q=searchable").json().path("hits")).hasSize(1);
    }

    @Test
    void rebuildsOtherPartsWhenOneFails() {
        Person alice = someone();
        alice.sends(alice, "in a part of many");
        String partition = partitionOf(alice);
        rebuildsDue();
        jdbc.sql("""
                insert into search_partition (partition, changes, server_era, looked_at, dirty_since)
                values ('message_of_nobody', 0, now(), now(), '1960-01-01')""").update();

        try {
            jdbc.sql("update search_partition set dirty_since = 'epoch' where partition = :partition")
                    .param("partition", partition).update();
            eventually(() -> {
                rebuildsDue();
                assertThat(dirty(partition)).isFalse();
            });
            assertThat(dirty("message_of_nobody")).isTrue();
        } finally {
            jdbc.sql("delete from search_partition where partition = 'message_of_nobody'").update();
        }
    }

    @Test
    void dropsWhatABrokenRebuildLeft() {
        jdbc.sql("create index message_07_tokens_idx_ccnew on message_07 using gin (tokens)").update();
        jdbc.sql(
                """
                        update pg_index set indisvalid = false where indexrelid = cast('message_07_tokens_idx_ccnew' as regclass)
                        """)
                .update();

        eventually(() -> {
            rebuildsDue();
            assertThat(indexesLike("message\\_07\\_tokens\\_idx\\_cc%")).isZero();
        });
        assertThat(indexesLike("message\\_07\\_tokens\\_idx")).isOne();
    }

    @Test
    void leavesLimitsOfTheConnectionAsTheyWere() {
        rebuildsDue();

        for (int i = 0; i < 16; i++) {
            assertThat(jdbc.sql("show transaction_timeout").query(String.class).single()).isEqualTo("30s");
        }
    }

    @Test
    void emptiesTheListOfNewEntries() {
        Person alice = someone();
        alice.sends(alice, "waits in the list");
        String index = partitionOf(alice) + "_tokens_idx";

        eventually(() -> {
            upkeep.flush();
            assertThat(jdbc.sql("select gin_clean_pending_list(cast(:index as regclass))")
                    .param("index", index)
                    .query(Long.class)
                    .single()).isZero();
        });
    }

    private void rebuildsDue() {
        try {
            upkeep.rebuildDue();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private String partitionOf(Person owner) {
        return jdbc.sql("select cast(cast(tableoid as regclass) as text) from message where owner_id = :owner limit 1")
                .param("owner", owner.id)
                .query(String.class)
                .single();
    }

    private byte[] tokenOf(Person owner) {
        String token = jdbc.sql("select (tsvector_to_array(tokens))[1] from message where owner_id = :owner")
                .param("owner", owner.id)
                .query(String.class)
                .single();
        return token.getBytes(StandardCharsets.US_ASCII);
    }

    private boolean isInFile(byte[] token, String partition) {
        jdbc.sql("checkpoint").update();
        return jdbc.sql("""
                select position(:token in pg_read_binary_file(pg_relation_filepath(cast(:index as regclass)))) > 0
                """)
                .param("token", token)
                .param("index", partition + "_tokens_idx")
                .query(Boolean.class)
                .single();
    }

    private boolean dirty(String partition) {
        return jdbc.sql("select dirty_since is not null from search_partition where partition = :partition")
                .param("partition", partition)
                .query(Boolean.class)
                .single();
    }

    private void threeDaysPass(String partition) {
        jdbc.sql(
                "update search_partition set dirty_since = dirty_since - interval '3 days' where partition = :partition")
                .param("partition", partition)
                .update();
    }

    private int indexesLike(String pattern) {
        return jdbc.sql("select count(*) from pg_class where relname like :pattern")
                .param("pattern", pattern)
                .query(Integer.class)
                .single();
    }
}
