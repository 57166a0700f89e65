package dev.lethe.platform.vault;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/// Where a sealed value lives. It is bound into the seal, so a value moved to another row, column or owner does not open.
///
/// @param table table, or topic for a value inside an event
/// @param column column, or `event`
/// @param owner the subject whose key seals it
/// @param row ids that single out the row
public record Place(String table, String column, UUID owner, List<String> row) {

    public Place {
        row = List.copyOf(row);
    }

    public static Place of(String table, String column, UUID owner, Object... rowIds) {
        return new Place(table, column, owner, Arrays.stream(rowIds).map(String::valueOf).toList());
    }

    /// A value inside an event; seal it under [Reader#EXCHANGE].
    public static Place ofEvent(String topic, UUID eventId, UUID subject) {
        return of(topic, "event", subject, eventId);
    }

    String purpose() {
        return "seal:" + table + "." + column;
    }

    /// Length-prefixed, so that no two places share their bytes.
    byte[] bytes(String service) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeUTF(service);
            out.writeUTF(table);
            out.writeUTF(column);
            out.writeLong(owner.getMostSignificantBits());
            out.writeLong(owner.getLeastSignificantBits());
            out.writeInt(row.size());
            for (var id : row) {
                out.writeUTF(id);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    @Override
    public String toString() {
        return "Place[" + table + "." + column + "]";
    }
}
