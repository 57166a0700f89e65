package dev.lethe.account.operator;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/// One act in the chain. Its digest is SHA-256 over the digest before it and the SHA-256 of what it says; so a row of the
/// latter shows that an act stands in the chain, and tells nothing of the acts between: nobody guesses their salt.
///
/// @param sequence     from 1 on, without gaps
/// @param at           whole seconds
/// @param operator     the common name of the certificate
/// @param account      that the act was about, if any
/// @param object       the invitation or request that it was about, if any
/// @param salt         16 random bytes; null in acts of before there was one
/// @param digestBefore of the act before; of the first, 32 zero bytes
record LoggedAct(long sequence, Instant at, String operator, String act, @Nullable UUID account, @Nullable UUID object,
        byte @Nullable [] salt, byte[] digestBefore, byte[] digest) {

    static final int DIGEST = 32;

    static LoggedAct after(Head head, Instant at, String operator, String act, @Nullable UUID account,
            @Nullable UUID object, byte[] salt) {
        var open = new LoggedAct(head.sequence() + 1, at, operator, act, account, object, salt, head.digest(),
                new byte[0]);
        return new LoggedAct(open.sequence, at, operator, act, account, object, salt, head.digest(),
                chained(head.digest(), open.content()));
    }

    /// SHA-256 of what the act says. The operator's name comes last, so that no name reads as anything else.
    byte[] content() {
        String start = String.join("|", salt == null ? "lethe-operator-act-v1" : "lethe-operator-act-v2",
                Long.toString(sequence), at.toString(), act, account == null ? "" : account.toString(),
                object == null ? "" : object.toString());
        String salted = salt == null ? start : start + "|" + HexFormat.of().formatHex(salt);
        return sha256((salted + "|" + operator).getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] chained(byte[] before, byte[] content) {
        byte[] both = new byte[before.length + content.length];
        System.arraycopy(before, 0, both, 0, before.length);
        System.arraycopy(content, 0, both, before.length, content.length);
        return sha256(both);
    }

    static LoggedAct read(ResultSet row, int number) throws SQLException {
        return new LoggedAct(row.getLong("sequence"), row.getTimestamp("acted_at").toInstant(),
                row.getString("acted_by"), row.getString("act"), row.getObject("account_id", UUID.class),
                row.getObject("object_id", UUID.class), row.getBytes("salt"), row.getBytes("digest_before"),
                row.getBytes("digest"));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return "LoggedAct[" + sequence + "]";
    }
}
