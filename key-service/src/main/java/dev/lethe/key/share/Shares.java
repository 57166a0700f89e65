package dev.lethe.key.share;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

import dev.lethe.key.destruction.DestroyedList;
import dev.lethe.key.destruction.DestroyedOrders;
import dev.lethe.key.epoch.EpochState;
import dev.lethe.key.epoch.Wrapping;
import dev.lethe.platform.failpoint.Failpoints;
import dev.lethe.platform.vault.DestructionOrder;
import dev.lethe.platform.vault.HolderCalls;
import dev.lethe.platform.vault.PutOutcome;
import dev.lethe.platform.vault.Reader;
import dev.lethe.platform.vault.Share;
import dev.lethe.platform.vault.UnnamedKey;

/// The shares: inserted only, and handed out while their subjects live.
@Repository
class Shares {

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final EpochState epoch;
    private final Wrapping wrapping;
    private final DestroyedList list;
    private final DestroyedOrders destroyed;
    private final Clock clock;

    Shares(JdbcClient jdbc, TransactionTemplate transaction, EpochState epoch, Wrapping wrapping, DestroyedList list,
            DestroyedOrders destroyed, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.epoch = epoch;
        this.wrapping = wrapping;
        this.list = list;
        this.destroyed = destroyed;
        this.clock = clock;
    }

    /// One answer for each subject; what is destroyed wins over what is held.
    List<HolderCalls.Answer> read(Reader reader, List<UUID> subjects) {
        list.checkComplete();
        var held = held(reader, subjects);
        var gone = destroyed.among(subjects);
        return subjects.stream().distinct().map(it -> answer(it, held.get(it), gone.get(it))).toList();
    }

    /// Stores what is new, and what is held but does not open; refused when the subject has another key, another share, or is destroyed.
    PutOutcome put(UUID subject, UUID keyId, Map<Reader, Share> shares) {
        list.checkComplete();
        var outcome = Objects.requireNonNull(transaction.execute(status -> {
            epoch.hold();
            var isGone = !destroyed.among(List.of(subject)).isEmpty();
            if (isGone || !claim(subject, keyId) || !insertAll(subject, shares)) {
                status.setRollbackOnly();
                return PutOutcome.REFUSED;
            }
            return PutOutcome.STORED;
        }));
        Failpoints.reach("key.after-put-commit");
        return outcome;
    }

    void name(UUID keyId) {
        jdbc.sql("update subject_key set named = true where key_id = ?").param(keyId).update();
    }

    List<UnnamedKey> unnamed(Duration olderThan) {
        return jdbc.sql("""
                select subject, key_id, created_at from subject_key where not named and created_at <= ?
                order by created_at limit 1000""").param(clock.instant().minus(olderThan).atOffset(ZoneOffset.UTC))
                .query((row, _) -> new UnnamedKey(row.getObject(1, UUID.class), row.getObject(2, UUID.class),
                        row.getObject(3, OffsetDateTime.class).toInstant()))
                .list();
    }

    private boolean claim(UUID subject, UUID keyId) {
        jdbc.sql("insert into subject_key (subject, key_id, created_at) values (?, ?, ?) on conflict do nothing")
                .params(subject, keyId, clock.instant().atOffset(ZoneOffset.UTC)).update();
        return jdbc.sql("select key_id from subject_key where subject = ?").param(subject).query(UUID.class).single()
                .equals(keyId);
    }

    private boolean insertAll(UUID subject, Map<Reader, Share> shares) {
        return shares.entrySet().stream().allMatch(it -> insert(subject, it.getKey(), it.getValue()));
    }

    private boolean insert(UUID subject, Reader reader, Share share) {
        var wrapped = wrapping.wrap(subject, reader.name(), share.value());
        var inserted = jdbc.sql("""
                insert into share (subject, reader, generation, share_index, check_value, wrapped, bucket, epoch)
                values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""")
                .params(subject, reader.name(), share.generation(), share.index(), share.check(), wrapped.bytes(),
                        wrapped.bucket(), wrapped.epoch())
                .update();
        if (inserted == 1) {
            return true;
        }
        var held = held(reader, List.of(subject)).get(subject);
        return held == null ? replaceBroken(subject, reader, share, wrapped) : share.equals(held);
    }

    private boolean replaceBroken(UUID subject, Reader reader, Share share, Wrapping.Wrapped wrapped) {
        return jdbc.sql("""
                update share set generation = ?, share_index = ?, check_value = ?, wrapped = ?, bucket = ?, epoch = ?,
                    broken = false
                where subject = ? and reader = ?""")
                .params(share.generation(), share.index(), share.check(), wrapped.bytes(), wrapped.bucket(),
                        wrapped.epoch(), subject, reader.name())
                .update() == 1;
    }

    private Map<UUID, Share> held(Reader reader, List<UUID> subjects) {
        var held = new HashMap<UUID, Share>();
        jdbc.sql("""
                select s.subject, k.key_id, s.generation, s.share_index, s.check_value, s.bucket, s.epoch, s.wrapped
                from share s join subject_key k on k.subject = s.subject
                where s.reader = ? and s.subject = any(?::uuid[])""").param(reader.name())
                .param(subjects.toArray(UUID[]::new)).query(row -> {
                    var subject = row.getObject(1, UUID.class);
                    var keyId = row.getObject(2, UUID.class);
                    var wrapped = new Wrapping.Wrapped(row.getInt(6), row.getLong(7), row.getBytes(8));
                    var value = wrapping.unwrap(subject, reader.name(), wrapped);
                    if (value.isPresent()) {
                        held.put(subject,
                                new Share(keyId, row.getInt(3), row.getInt(4), row.getBytes(5), value.get()));
                    }
                });
        return held;
    }

    private static HolderCalls.Answer answer(UUID subject, @Nullable Share held, @Nullable DestructionOrder order) {
        if (order != null) {
            return new HolderCalls.Answer(subject, HolderCalls.State.DESTROYED, null, order);
        }
        if (held == null) {
            return new HolderCalls.Answer(subject, HolderCalls.State.UNKNOWN, null, null);
        }
        return new HolderCalls.Answer(subject, HolderCalls.State.HELD, held, null);
    }
}
