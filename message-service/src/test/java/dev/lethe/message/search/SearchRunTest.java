package dev.lethe.message.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.lethe.message.history.Message;
import dev.lethe.message.history.MessageBody;
import dev.lethe.message.history.MessageKind;
import dev.lethe.message.mailbox.Dated;
import dev.lethe.message.mailbox.MessageId;
import dev.lethe.message.search.Progress.Phase;
import dev.lethe.message.search.SearchEntries.Looked;

class SearchRunTest {
    /// What a row is to a query.
    private enum Row {
        OTHER, SHARES_THE_BEGINNING, BEGINS_SO, WHOLE
    }

    private static final int CHATS = 100;

    private final TreeMap<Long, Row> rows = new TreeMap<>(Comparator.reverseOrder());
    private final List<String> asked = new ArrayList<>();
    private int patience = Integer.MAX_VALUE;
    private boolean oneChatHasAll;

    private void has(int from, int to, Row row) {
        for (long id = from; id < to; id++) {
            rows.put(id, row);
        }
    }

    private final class Fake implements SearchRun.Steps {
        private int steps;

        @Override
        public Looked walk(Progress progress, int most) {
            asked.add("walk " + progress.phase());
            steps++;
            List<Map.Entry<Long, Row>> seen = rows.tailMap(progress.before(), false).entrySet().stream().limit(most)
                    .toList();
            return new Looked(seen.size(), seen.isEmpty() ? 0 : seen.getLast().getKey(), 0,
                    seen.stream().filter(row -> fits(progress.phase()).test(row.getValue())).map(Map.Entry::getKey)
                            .toList());
        }

        @Override
        public Looked probe(Progress progress, int most) {
            asked.add("probe " + progress.phase());
            steps++;
            List<Long> found = rows.tailMap(progress.before(), false).entrySet().stream()
                    .filter(row -> fits(progress.phase()).test(row.getValue())).map(Map.Entry::getKey).toList();
            int seen = Math.min(most, found.size());
            int chats = oneChatHasAll ? 1 : Math.ceilDiv(seen * CHATS, Math.max(1, found.size()));
            return new Looked(seen, 0, chats, found.subList(0, seen));
        }

        private static Predicate<Row> fits(Phase phase) {
            return switch (phase) {
                case ALL -> row -> row != Row.OTHER;
                case WHOLES -> row -> row == Row.WHOLE;
                case BEGINNINGS -> row -> row == Row.SHARES_THE_BEGINNING || row == Row.BEGINS_SO;
            };
        }

        @Override
        public SearchRun.Opened open(List<Long> ids) {
            List<Hit> hits = ids.stream()
                    .filter(id -> rows.get(id) == Row.WHOLE || rows.get(id) == Row.BEGINS_SO)
                    .map(id -> new Hit(
                            Message.of(new UUID(0, 1), new Dated(new MessageId(id), 0), MessageKind.TEXT, null, null,
                                    MessageBody.ofText("found")),
                            null))
                    .toList();
            return new SearchRun.Opened(hits, ids.size(), 0);
        }

        @Override
        public int atOnce() {
            return 256;
        }

        @Override
        public int chats() {
            return CHATS;
        }

        @Override
        public boolean isLate() { return steps > patience; }
    }

    private SearchRun.Answer run(@Nullable Progress progress, int limit) {
        return new SearchRun(new Fake(), progress == null ? Progress.start() : progress, true, false, limit).run();
    }

    private List<Long> all(int limit) {
        List<Long> found = new ArrayList<>();
        Progress next = Progress.start();
        for (int requests = 0; next != null && requests < 1_000; requests++) {
            SearchRun.Answer answer = run(next, limit);
            assertThat(answer.hits()).hasSizeLessThanOrEqualTo(limit);
            answer.hits().forEach(hit -> found.add(Long.parseLong(hit.message().id())));
            next = answer.next();
        }
        assertThat(next).isNull();
        return found;
    }

    @Test
    void walksOnlyWhenTheNewestRowsFillThePage() {
        has(0, 1_000_000, Row.OTHER);
        has(999_900, 999_960, Row.BEGINS_SO);

        assertThat(run(null, 50).hits()).hasSize(50);
        assertThat(asked).containsExactly("walk ALL");
    }

    @Test
    void walksOnceMoreWhenThatShouldFillThePage() {
        has(0, 100_000, Row.OTHER);
        for (long id = 0; id < 100_000; id += 90) {
            rows.put(id, Row.WHOLE);
        }

        assertThat(run(null, 50).hits()).hasSize(50);
        assertThat(asked).containsExactly("walk ALL", "walk ALL");
    }

    @Test
    void asksTheIndexWhenTheyDoNot() {
        has(0, 100_000, Row.OTHER);
        has(5_000, 5_010, Row.WHOLE);

        SearchRun.Answer answer = run(null, 50);

        assertThat(answer.hits()).hasSize(10);
        assertThat(answer.next()).isNull();
        assertThat(answer.searchedBackTo()).isNull();
        assertThat(asked).containsExactly("walk ALL", "probe ALL");
    }

    @Test
    void walksFurtherWhenTheIndexHasTooMany() {
        has(0, 100_000, Row.OTHER);
        has(10_000, 90_000, Row.BEGINS_SO);

        assertThat(run(null, 50).hits()).hasSize(50);
        assertThat(asked).containsExactly("walk ALL", "probe ALL", "walk ALL", "walk ALL");
    }

    @Test
    void answersWholeWordsFirstWhenTooManyShareABeginning() {
        has(0, 100_000, Row.SHARES_THE_BEGINNING);
        has(5_000, 5_003, Row.WHOLE);
        has(7_000, 7_003, Row.BEGINS_SO);
        has(99_990, 99_993, Row.BEGINS_SO);

        assertThat(all(50)).containsExactly(99_992L, 99_991L, 99_990L, 5_002L, 5_001L, 5_000L, 7_002L, 7_001L, 7_000L);
    }

    @Test
    void doesNotAskForAllWhenTheFirstChatsTellThatTooManyShareABeginning() {
        has(0, 100_000, Row.OTHER);
        for (long id = 0; id < 100_000; id += 20) {
            rows.put(id, Row.SHARES_THE_BEGINNING);
        }
        has(5_000, 5_010, Row.WHOLE);

        assertThat(run(null, 50).hits()).hasSize(10);
        assertThat(asked).containsExactly("walk ALL", "probe ALL", "probe WHOLES");
    }

    @Test
    void doesNotJudgeByATalkativeChat() {
        has(0, 100_000, Row.OTHER);
        for (long id = 0; id < 100_000; id += 200) {
            rows.put(id, Row.SHARES_THE_BEGINNING);
        }
        has(5_000, 5_010, Row.BEGINS_SO);
        oneChatHasAll = true;

        SearchRun.Answer answer = run(null, 50);

        assertThat(answer.hits()).hasSize(10);
        assertThat(answer.next()).isNull();
    }

    @Test
    void takesWhatTheFirstProbeHasWhenThatIsAll() {
        has(0, 100_000, Row.OTHER);
        for (long id = 98_000; id < 100_000; id += 20) {
            rows.put(id, Row.SHARES_THE_BEGINNING);
        }
        has(5_000, 5_010, Row.BEGINS_SO);

        SearchRun.Answer answer = run(null, 50);

        assertThat(answer.hits()).hasSize(10);
        assertThat(answer.next()).isNull();
        assertThat(asked).containsExactly("walk ALL", "probe ALL");
    }

    @Test
    void asksForBeginningsOfWhichThereMayBeFew() {
        has(0, 100_000, Row.OTHER);
        for (long id = 0; id < 100_000; id += 200) {
            rows.put(id, Row.SHARES_THE_BEGINNING);
        }
        has(5_000, 5_010, Row.WHOLE);

        assertThat(run(null, 50).next()).isNull();
        assertThat(asked).containsExactly("walk ALL", "probe ALL", "probe ALL");
    }

    @Test
    void leadsThroughEachHitOnceWhateverThePage() {
        has(0, 60_000, Row.SHARES_THE_BEGINNING);
        has(50_000, 50_100, Row.BEGINS_SO);
        for (long id = 100; id < 60_000; id += 2_000) {
            rows.put(id, Row.WHOLE);
        }

        assertThat(all(7)).hasSize(130).doesNotHaveDuplicates();
        assertThat(all(100)).hasSize(130).doesNotHaveDuplicates();
    }

    @Test
    void getsFurtherWithEachRequestHoweverLate() {
        has(0, 30_000, Row.SHARES_THE_BEGINNING);
        has(100, 105, Row.BEGINS_SO);
        patience = 0;

        SearchRun.Answer answer = run(null, 50);

        assertThat(answer.hits()).isEmpty();
        assertThat(answer.searchedBackTo()).isNotNull();
        assertThat(all(50)).containsExactly(104L, 103L, 102L, 101L, 100L);
    }
}
