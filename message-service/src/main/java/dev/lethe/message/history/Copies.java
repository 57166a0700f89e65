package dev.lethe.message.history;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import io.micrometer.core.instrument.Metrics;

import dev.lethe.message.mailbox.ChatId;
import dev.lethe.message.mailbox.Dated;
import dev.lethe.message.mailbox.Mailbox;
import dev.lethe.message.mailbox.MessageId;
import dev.lethe.message.mailbox.SqlArrays;

/// Writes copies of messages into mailboxes that the caller has locked.
@Repository
public class Copies {
    /// What a retry of a send is recognised by.
    public record Receipt(UUID sender, UUID clientId, Dated dated, byte[] digest) {}

    /// A copy as its author has changed it.
    public record Rewritten(UUID owner, ChatId chat, MessageId id, UUID author, byte[] body, String tokens, long seq) {
        @Override
        public String toString() {
            return "Rewritten[redacted]";
        }
    }

    /// What a send sets for the rest of its transaction when it locks the mailboxes: the insert keeps its plan, for to plan it was
    /// 6 % of it, and that plan finds mailboxes one by one. As long as they are few it would read all of them: 10 % of it.
    public static final String SETTINGS = """
            set_config('plan_cache_mode', 'force_generic_plan', true), set_config('enable_seqscan', 'off', true),
            set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true)""";

    static final String INSERT = """
            with fresh as (
                select *
                  from unnest(cast(:owners as uuid[]), :ids, cast(:chats as uuid[]), :chatKinds,
                              cast(:authors as uuid[]), :kinds, cast(:files as uuid[]), :bodies, :seqs,
                              :tokens, :aheads)
                       as f (owner_id, id, chat_id, chat_kind, author_id, kind, file_id, body, seq, tokens, ahead)
            ), opened as (
                insert into chat (owner_id, chat_id, kind, seq)
                select distinct on (owner_id, chat_id) owner_id, chat_id, chat_kind, seq
                  from fresh
                 order by owner_id, chat_id, seq
                    on conflict do nothing
                returning owner_id
            ), counted as (
                update mailbox m
                   set seq = c.seq, last_id = greatest(m.last_id, c.last_id)
                  from unnest(cast(:mailboxes as uuid[]), :mailboxSeqs, :mailboxLastIds) as c (id, seq, last_id)
                 where m.id = c.id
            ), receipted as (
                insert into sent (owner_id, client_id, id, digest, ahead)
                select sender, client_id, id, digest, nullif(ahead, 0)
                  from unnest(cast(:senders as uuid[]), cast(:clientIds as uuid[]), :sentIds, :digests, :sentAheads)
                       as r (sender, client_id, id, digest, ahead)
            ), written as (
                insert into message (owner_id, id, chat_id, author_id, kind, file_id, body, seq, tokens, ahead)
                select owner_id, id, chat_id, author_id, kind, file_id, body, seq,
                       cast(nullif(tokens, '') as tsvector), nullif(ahead, 0)
                  from fresh
            )
            select owner_id from opened
            """;
    static final String REWRITE = """
            update message m
               set body = :body, tokens = cast(nullif(:tokens, '') as tsvector), seq = :seq
             where m.owner_id = :owner and m.id = :id and m.chat_id = :chat and m.author_id = :author
            """;

    private static final long ALARMING = Duration.ofMinutes(5).toMillis();

    private final JdbcClient jdbc;
    private final NamedParameterJdbcOperations batches;
    private final ApplicationEventPublisher publisher;

    Copies(JdbcClient jdbc, NamedParameterJdbcOperations batches, ApplicationEventPublisher publisher) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.publisher = publisher;
    }

    /// Writes copies anew whose holders still have them; one statement a copy, so that each finds its partition, but
    /// one way to the database for all.
    ///
    /// @return those that were there
    @Transactional(propagation = Propagation.MANDATORY)
    public List<Rewritten> rewrite(List<Rewritten> copies) {
        int[] counts = batches.batchUpdate(REWRITE,
                copies.stream().map(Copies::parameters).toArray(SqlParameterSource[]::new));
        return IntStream.range(0, counts.length).filter(i -> counts[i] > 0).mapToObj(copies::get).toList();
    }

    private static SqlParameterSource parameters(Rewritten copy) {
        return new MapSqlParameterSource("owner", copy.owner())
                .addValue("id", copy.id().value())
                .addValue("chat", copy.chat().value())
                .addValue("author", copy.author())
                .addValue("body", copy.body())
                .addValue("tokens", copy.tokens())
                .addValue("seq", copy.seq());
    }

    /// Writes everything of a batch in one statement: chats that are new, receipts, counters, copies.
    @Transactional(propagation = Propagation.MANDATORY)
    public void insert(List<Copy> copies, Collection<Mailbox> counters, List<Receipt> receipts) {
        Set<UUID> opened = new HashSet<>(jdbc.sql(INSERT)
                .param("owners", SqlArrays.texts(copies, Copy::owner))
                .param("ids", SqlArrays.longs(copies, copy -> copy.id().value()))
                .param("chats", SqlArrays.texts(copies, Copy::chat))
                .param("chatKinds", SqlArrays.texts(copies, copy -> copy.chatKind().column()))
                .param("authors", SqlArrays.texts(copies, Copy::author))
                .param("kinds", SqlArrays.texts(copies, copy -> copy.kind().column()))
                .param("files", SqlArrays.texts(copies, Copy::file))
                .param("bodies", copies.stream().map(Copy::body).toArray(byte[][]::new))
                .param("seqs", SqlArrays.longs(copies, Copy::seq))
                .param("tokens", SqlArrays.texts(copies, Copy::tokens))
                .param("aheads", SqlArrays.longs(copies, Copy::ahead))
                .param("mailboxes", SqlArrays.uuids(counters.stream().map(Mailbox::owner).toList()))
                .param("mailboxSeqs", SqlArrays.longs(counters, Mailbox::seq))
                .param("mailboxLastIds", SqlArrays.longs(counters, Mailbox::lastId))
                .param("senders", SqlArrays.texts(receipts, Receipt::sender))
                .param("clientIds", SqlArrays.texts(receipts, Receipt::clientId))
                .param("sentIds", SqlArrays.longs(receipts, receipt -> receipt.dated().id().value()))
                .param("sentAheads", SqlArrays.longs(receipts, receipt -> receipt.dated().ahead()))
                .param("digests", receipts.stream().map(Receipt::digest).toArray(byte[][]::new))
                .query((row, _) -> row.getObject(1, UUID.class))
                .list());
        copies.stream().filter(copy -> copy.ahead() > ALARMING)
                .forEach(copy -> Metrics.summary("lethe.message.ids.ahead").record((double) copy.ahead()));
        publisher.publishEvent(new CopiesWritten(
                counters.stream().map(Mailbox::owner).collect(Collectors.toUnmodifiableSet()), opened,
                List.copyOf(copies)));
    }
}
