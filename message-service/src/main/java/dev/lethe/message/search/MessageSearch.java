package dev.lethe.message.search;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import dev.lethe.message.MessageProblems;
import dev.lethe.message.history.MessageOpening;
import dev.lethe.message.history.MessageOpening.Opened;
import dev.lethe.message.history.MessageRow;
import dev.lethe.message.history.PageBytes;
import dev.lethe.message.mailbox.ChatId;
import dev.lethe.message.search.SearchEntries.Keyed;
import dev.lethe.message.search.SearchEntries.Looked;
import dev.lethe.message.words.Phrase.Place;
import dev.lethe.message.words.SearchTokens;
import dev.lethe.message.words.Terms;
import dev.lethe.message.words.Word;
import dev.lethe.message.words.Words;
import dev.lethe.platform.caller.Caller;
import dev.lethe.platform.problem.PlatformProblems;
import dev.lethe.platform.vault.SubjectKey;
import dev.lethe.platform.vault.Vault;

/// Finds messages of one mailbox. Each is opened and checked before it is answered, so what an entry
/// tells too much is not seen.
@Component
class MessageSearch {
    // More chats than these are not asked one by one.
    private static final int MOST_PROBES = 2_000;
    private static final int MANY_AT_ONCE = 256;
    private static final int FEW_AT_ONCE = 8;

    private final SearchEntries entries;
    private final SearchTokens tokens;
    private final Words words;
    private final MessageOpening opening;
    private final Vault vault;
    private final TransactionTemplate reading;
    private final Semaphore turns;
    private final Duration patience;

    MessageSearch(SearchEntries entries, SearchTokens tokens, Words words, MessageOpening opening, Vault vault,
            PlatformTransactionManager transactions, SearchProperties properties) {
        this.entries = entries;
        this.tokens = tokens;
        this.words = words;
        this.opening = opening;
        this.vault = vault;
        this.reading = new TransactionTemplate(transactions);
        this.reading.setReadOnly(true);
        this.turns = new Semaphore(properties.atOnce());
        this.patience = properties.patience();
    }

    SearchRun.Answer search(Caller reader, SearchQuery query, Progress progress, int limit) {
        SubjectKey key = vault.key(reader.accountId());
        takeTurn();
        try {
            return Objects.requireNonNull(reading.execute(_ -> run(reader, key, query, progress, limit)));
        } finally {
            turns.release();
        }
    }

    // Searching is the dearest of all reads; it must not take every connection from those who send.
    private void takeTurn() {
        try {
            if (!turns.tryAcquire(1, TimeUnit.SECONDS)) {
                throw PlatformProblems.unavailable();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw PlatformProblems.unavailable();
        }
    }

    private SearchRun.Answer run(Caller reader, SubjectKey key, SearchQuery query, Progress progress, int limit) {
        long deadline = System.nanoTime() + patience.toNanos();
        Optional<String> partition = entries.settle(reader.accountId());
        List<UUID> chats = chats(reader.accountId(), query);
        if (partition.isEmpty()) {
            return new SearchRun.Answer(List.of(), null, null);
        }
        Terms beginnings = query.beginnings();
        Terms wholes = query.wholes();
        Keyed keyed = new Keyed(partition.get(), chats, texts(tokens.queries(key, chats, beginnings)),
                texts(tokens.queries(key, chats, wholes)));
        boolean probes = query.hasEntries() && chats.size() <= MOST_PROBES;
        return new SearchRun(new Stored(reader, query, keyed, deadline), progress, probes,
                beginnings.isSameAs(wholes), limit).run();
    }

    private List<UUID> chats(UUID owner, SearchQuery query) {
        List<UUID> all = entries.chats(owner);
        ChatId only = query.chat();
        if (only == null) {
            return all;
        }
        if (!all.contains(only.value())) {
            throw MessageProblems.CHAT_NOT_FOUND.asProblem();
        }
        return List.of(only.value());
    }

    private static @Nullable String[] texts(List<@Nullable String> queries) {
        return queries.toArray(new @Nullable String[0]);
    }

    private final class Stored implements SearchRun.Steps {
        private final Caller reader;
        private final SearchQuery query;
        private final Keyed keyed;
        private final long deadline;

        private Stored(Caller reader, SearchQuery query, Keyed keyed, long deadline) {
            this.reader = reader;
            this.query = query;
            this.keyed = keyed;
            this.deadline = deadline;
        }

        @Override
        public Looked walk(Progress progress, int rows) {
            return entries.walk(reader.accountId(), query, keyed, progress, rows);
        }

        @Override
        public Looked probe(Progress progress, int rows) {
            return entries.probe(reader.accountId(), query, keyed, progress, rows);
        }

        @Override
        public int atOnce() {
            return query.isLaborious() ? FEW_AT_ONCE : MANY_AT_ONCE;
        }

        @Override
        public int chats() {
            return keyed.chats().size();
        }

        @Override
        public SearchRun.Opened open(List<Long> ids) {
            List<MessageRow> rows = entries.rows(reader, ids);
            List<Opened> met = new ArrayList<>();
            List<@Nullable Snippet> snippets = new ArrayList<>();
            for (Opened opened : opening.bodies(reader.accountId(), rows)) {
                List<String> texts = opened.body().searchable();
                List<List<Word>> found = texts.stream().map(words::split).toList();
                if (query.isMetBy(opened.body(), found)) {
                    met.add(opened);
                    snippets.add(snippet(texts, found));
                }
            }
            Iterator<@Nullable Snippet> snippet = snippets.iterator();
            List<Hit> hits = opening.complete(reader.accountId(), met)
                    .stream()
                    .map(message -> new Hit(message, snippet.next()))
                    .toList();
            int count = PageBytes.areFull(rows) ? ids.indexOf(rows.getLast().id().value()) + 1 : ids.size();
            return new SearchRun.Opened(hits, count, met.stream().mapToLong(each -> PageBytes.of(each.row())).sum());
        }

        private @Nullable Snippet snippet(List<String> texts, List<List<Word>> found) {
            for (int i = 0; i < texts.size(); i++) {
                List<Place> places = query.placesIn(found.get(i));
                if (!places.isEmpty()) {
                    return Snippet.of(texts.get(i), places);
                }
            }
            return texts.isEmpty() ? null : Snippet.of(texts.getFirst(), List.of());
        }

        @Override
        public boolean isLate() { return System.nanoTime() >= deadline; }
    }
}
