package dev.lethe.message.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

import dev.lethe.message.MessageServiceIT;
import dev.lethe.message.history.Copies;
import dev.lethe.message.history.Copy;
import dev.lethe.message.history.MessageBody;
import dev.lethe.message.history.MessageKind;
import dev.lethe.message.history.MessageSeal;
import dev.lethe.message.history.MessageSeal.Sealed;
import dev.lethe.message.mailbox.ChatId;
import dev.lethe.message.mailbox.ChatKind;
import dev.lethe.message.mailbox.MessageId;
import dev.lethe.platform.vault.SubjectKey;
import dev.lethe.platform.vault.Vault;

/// Fills one mailbox and measures searching it. Not part of the build; `docs/testing.md` has the command.
class SearchBenchmark extends MessageServiceIT {
    private static final Logger LOG = LoggerFactory.getLogger(SearchBenchmark.class);
    private static final int MESSAGES = Integer.getInteger("lethe.search.messages", 1_000_000);
    private static final int CHATS = Integer.getInteger("lethe.search.chats", 500);
    private static final int ROUNDS = Integer.getInteger("lethe.search.rounds", 300);
    private static final int BATCH = 1_000;
    private static final Duration APART = Duration.ofSeconds(40);

    @Autowired
    private DataSource database;
    @Autowired
    private Vault vault;
    @Autowired
    private MessageSeal seal;
    @Autowired
    private Copies copies;
    @Autowired
    private TransactionTemplate transaction;

    private final Random random = new Random(42);
    private final Vocabulary vocabulary = new Vocabulary(random);

    @Test
    void measures() {
        Person owner = someone();
        List<UUID> chats = Stream.generate(UUID::randomUUID).limit(CHATS).toList();
        fill(owner, chats);
        Map<String, String> searches = new LinkedHashMap<>();
        vocabulary.marked
                .forEach((word, share) -> searches.put("%8.4f %% %s".formatted(100 * share, word), "q=" + word));
        searches.put("a beginning of the first", "q=" + vocabulary.marked.firstEntry().getKey().substring(0, 5));
        searches.put("two of them", "q=" + String.join("%20", vocabulary.marked.keySet().stream().limit(2).toList()));
        searches.put("in no message", "q=qqqqqq");
        searches.put("the rarest in one chat",
                "q=" + vocabulary.marked.firstEntry().getKey() + "&chatId=" + chats.getFirst());
        searches.put("all of one chat", "chatId=" + chats.getLast());

        Map<String, List<Long>> nanos = new LinkedHashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            searches.forEach((name, query) -> time(owner, query, nanos.computeIfAbsent(name, _ -> new ArrayList<>())));
        }

        nanos.forEach((name, all) -> report(name, all, owner.get("/v1/search?" + searches.get(name))));
    }

    private void time(Person owner, String query, List<Long> nanos) {
        long begun = System.nanoTime();
        Answer answer = owner.get("/v1/search?" + query);
        nanos.add(System.nanoTime() - begun);
        assertThat(answer.status()).isEqualTo(200);
    }

    private static void report(String name, List<Long> all, Answer answer) {
        long[] sorted = all.stream().skip(all.size() / 3).mapToLong(Long::longValue).sorted().toArray();
        LOG.info("{}", "%-40s p50 %6.1f ms  p99 %6.1f ms  %3d hits%s".formatted(name, sorted[sorted.length / 2] / 1e6,
                sorted[sorted.length * 99 / 100] / 1e6, answer.json().path("hits").size(),
                answer.json().has("next") ? ", and more" : ""));
    }

    private void fill(Person owner, List<UUID> chats) {
        SubjectKey key = vault.key(owner.id);
        long begun = System.nanoTime();
        // Filled as a backup is restored: each entry that comes by itself would write a whole page.
        String index = jdbc.sql("select pg_get_indexdef(cast('message_by_token' as regclass))").query(String.class)
                .single();
        jdbc.sql("drop index message_by_token").update();
        MessageId first = MessageId.earliestAt(clock.instant().minus(APART.multipliedBy(MESSAGES)));
        for (int from = 0; from < MESSAGES; from += BATCH) {
            List<Copy> batch = new ArrayList<>(BATCH);
            for (int i = from; i < Math.min(MESSAGES, from + BATCH); i++) {
                MessageId id = new MessageId(first.value() + i * (APART.toMillis() << 20));
                batch.add(copy(owner.id, key, chats.get(random.nextInt(CHATS)), id, i));
            }
            transaction.executeWithoutResult(_ -> copies.insert(batch, List.of(), List.of()));
            if (from % 50_000 == 0) {
                LOG.info("{} messages after {} s", from, (System.nanoTime() - begun) / 1_000_000_000L);
            }
        }
        index(index);
        jdbc.sql("insert into mailbox (id, seq) values (:owner, :seq) on conflict (id) do update set seq = :seq")
                .param("seq", MESSAGES).param("owner", owner.id)
                .update();
        LOG.info("filled with {} messages in {} s", MESSAGES, (System.nanoTime() - begun) / 1_000_000_000L);
    }

    private void index(String definition) {
        try (Connection connection = database.getConnection(); Statement statement = connection.createStatement()) {
            connection.setNetworkTimeout(Runnable::run, 0);
            statement.execute("set transaction_timeout = 0");
            statement.execute("set maintenance_work_mem = '512MB'");
            // an index of a partitioned table is defined for it ONLY; its parts come by leaving that out
            statement.execute(definition.replace(" ON ONLY ", " ON "));
            statement.execute("vacuum analyze message");
            statement.execute("set transaction_timeout = '30s'");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private Copy copy(UUID owner, SubjectKey key, UUID chat, MessageId id, int number) {
        Sealed sealed = seal.seal(key, owner, new ChatId(chat), id,
                seal.prepare(MessageBody.ofText(vocabulary.message(number))));
        return new Copy(owner, id, new ChatId(chat), ChatKind.DIRECT, random.nextBoolean() ? owner : chat,
                MessageKind.TEXT, null, sealed.body(), sealed.tokens(), number + 1L);
    }

    /// Words of syllables, some used much more often than others, as in any language, and a few that are put
    /// into a known share of the messages. Each of these begins like a word that is common.
    private static final class Vocabulary {
        private static final int WORDS = 30_000;
        private static final String CONSONANTS = "bcdfghjklmnprstvwxyz";
        private static final String VOWELS = "aeiou";

        private final Random random;
        private final String[] words = new String[WORDS];
        private final double[] upTo = new double[WORDS];
        private final LinkedHashMap<String, Double> marked = new LinkedHashMap<>();

        private Vocabulary(Random random) {
            this.random = random;
            double sum = 0;
            for (int i = 0; i < WORDS; i++) {
                words[i] = word(2 + random.nextInt(3));
                sum += 1.0 / (i + 2);
                upTo[i] = sum;
            }
            int common = Integer.getInteger("lethe.search.common-rank", 100);
            marked.put(words[common].substring(0, 3) + "qurare", 0.00002);
            marked.put(words[common + 1].substring(0, 3) + "quseldom", 0.003);
            marked.put(words[common + 2].substring(0, 3) + "quoften", 0.1);
        }

        private String word(int syllables) {
            StringBuilder word = new StringBuilder();
            for (int i = 0; i < syllables; i++) {
                word.append(CONSONANTS.charAt(random.nextInt(CONSONANTS.length())))
                        .append(VOWELS.charAt(random.nextInt(VOWELS.length())));
            }
            return word.append(CONSONANTS.charAt(random.nextInt(CONSONANTS.length()))).toString();
        }

        private String message(int number) {
            List<String> text = new ArrayList<>();
            for (int i = 4 + random.nextInt(13); i > 0; i--) {
                int found = Arrays.binarySearch(upTo, random.nextDouble() * upTo[WORDS - 1]);
                text.add(words[Math.min(WORDS - 1, found < 0 ? -found - 1 : found)]);
            }
            marked.forEach((word, share) -> {
                if (number % Math.round(1 / share) == 0) {
                    text.add(word);
                }
            });
            return String.join(" ", text);
        }
    }
}
