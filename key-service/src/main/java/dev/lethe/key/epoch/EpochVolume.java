package dev.lethe.key.epoch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;

/// Opens the epoch keys if they are those of this database, or makes the first ones for an empty database.
///
/// With the keys of another volume, or with an older copy of the right one, nothing would open that is all right: so nobody
/// starts with those.
final class EpochVolume {

    private static final int TRIED = 100;

    private record Row(UUID subject, String reader, Wrapping.Wrapped wrapped) {}

    private final Path directory;
    private final EpochState state;
    private final JdbcClient jdbc;

    EpochVolume(Path directory, EpochState state, JdbcClient jdbc) {
        this.directory = directory;
        this.state = state;
        this.jdbc = jdbc;
    }

    /// @throws IllegalStateException when the volume is missing, another one, or older than the database
    EpochKeys open() throws IOException {
        var known = state.find();
        if (known.isPresent()) {
            return fitting(known.get());
        }
        var keys = EpochKeys.exist(directory) ? EpochKeys.open(directory) : EpochKeys.create(directory);
        state.create(keys);
        return keys;
    }

    private EpochKeys fitting(EpochState.State known) throws IOException {
        if (!EpochKeys.exist(directory)) {
            throw new IllegalStateException(
                    "The database knows epoch %d, but %s holds no epoch keys. Is the volume mounted? If it is lost, start with an empty database: the other keyholders give the shares back."
                            .formatted(known.epoch(), directory));
        }
        var keys = EpochKeys.open(directory);
        if (known.volume() != null && !known.volume().equals(keys.volume())) {
            throw new IllegalStateException(
                    "The database belongs to the epoch volume %s, but in %s lies %s. Are two keyholders' volumes swapped?"
                            .formatted(known.volume(), directory, keys.volume()));
        }
        if (keys.epoch() < known.epoch()) {
            throw new IllegalStateException(
                    "The database is in epoch %d, but the keys in %s end with epoch %d: it is an old copy of the volume."
                            .formatted(known.epoch(), directory, keys.epoch()));
        }
        if (known.volume() == null) {
            adopt(keys);
        }
        return keys;
    }

    /// A database from before volumes had names belongs to the volume whose keys open what it holds.
    private void adopt(EpochKeys keys) {
        var rows = jdbc.sql("select subject, reader, bucket, epoch, wrapped from share limit ?").param(TRIED)
                .query((row, _) -> new Row(row.getObject(1, UUID.class), row.getString(2),
                        new Wrapping.Wrapped(row.getInt(3), row.getLong(4), row.getBytes(5))))
                .list();
        var wrapping = new Wrapping(keys);
        if (!rows.isEmpty() && rows.stream()
                .allMatch(it -> wrapping.unwrap(it.subject(), it.reader(), it.wrapped()).isEmpty())) {
            throw new IllegalStateException(
                    "The keys in %s open none of the shares in the database. Are two keyholders' volumes swapped?"
                            .formatted(directory));
        }
        state.tie(keys.volume());
    }
}
