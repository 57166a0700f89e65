package dev.lethe.endtoend;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// All that one keyholder stores in the wrong hands: its database, and the file of epoch keys beside it.
final class StolenHolder {

    private static final int MAGIC_LENGTH = "LETHE-EPOCH-KEYS-2\n".length();
    private static final int VOLUME_LENGTH = 16;
    private static final int KEY_LENGTH = 32;
    private static final int NONCE_LENGTH = 12;

    /// A share that could be unwrapped.
    ///
    /// @param reader whose root it is a share of
    record Share(String reader, int index, byte[] value) {}

    private StolenHolder() {
    }

    /// The shares of an account's roots.
    static List<Share> shares(String keyholder, UUID account) throws Exception {
        Map<String, byte[]> keys = epochKeys(keyholder);
        List<Share> shares = new ArrayList<>();
        try (Connection connection = Stores.open(keyholder);
                PreparedStatement statement = connection.prepareStatement(
                        "select reader, share_index, bucket, epoch, wrapped from share where subject = ?")) {
            statement.setObject(1, account);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    byte[] key = Objects.requireNonNull(keys.get(row.getInt(3) + "@" + row.getLong(4)));
                    String boundTo = account + "|" + row.getString(1) + "|" + row.getLong(4);
                    shares.add(new Share(row.getString(1), row.getInt(2), unwrap(key, boundTo, row.getBytes(5))));
                }
            }
        }
        return shares;
    }

    /// @return by bucket and epoch
    private static Map<String, byte[]> epochKeys(String keyholder) throws Exception {
        ByteBuffer file = ByteBuffer.wrap(
                Files.readAllBytes(Running.suite().dataFolder().resolve(keyholder).resolve("epoch/epoch.keys")));
        file.position(MAGIC_LENGTH + VOLUME_LENGTH + Long.BYTES);
        Map<String, byte[]> keys = new HashMap<>();
        for (int left = file.getInt(); left > 0; left--) {
            String name = file.getInt() + "@" + file.getLong();
            byte[] key = new byte[KEY_LENGTH];
            file.get(key);
            keys.put(name, key);
        }
        return keys;
    }

    private static byte[] unwrap(byte[] key, String boundTo, byte[] wrapped) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"),
                new GCMParameterSpec(128, Arrays.copyOf(wrapped, NONCE_LENGTH)));
        cipher.updateAAD(boundTo.getBytes(StandardCharsets.UTF_8));
        return cipher.doFinal(wrapped, NONCE_LENGTH, wrapped.length - NONCE_LENGTH);
    }
}
