package dev.lethe.platform.ledger;

import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;

/// The digests of a service's own copy of the ledger. Its database keeps them with each tombstone (`db/ledger`), so that
/// nobody has to read all of them.
public final class LedgerDigestTable {

    private static final int BITS = 256;

    private LedgerDigestTable() {
    }

    /// What [LedgerCopy#digests] answers.
    public static List<byte[]> read(JdbcClient jdbc) {
        return jdbc.sql("select digest from ledger_digest order by bucket").query((row, _) -> bytes(row.getString(1)))
                .list();
    }

    private static byte[] bytes(String bits) {
        byte[] bytes = new byte[BITS / Byte.SIZE];
        for (int i = 0; i < BITS; i++) {
            if (bits.charAt(i) == '1') {
                bytes[i / Byte.SIZE] |= (byte) (0x80 >>> i % Byte.SIZE);
            }
        }
        return bytes;
    }
}
