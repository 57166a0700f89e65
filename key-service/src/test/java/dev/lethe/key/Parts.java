package dev.lethe.key;

import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

import dev.lethe.key.epoch.Bucket;
import dev.lethe.platform.vault.KeyPart;
import dev.lethe.platform.vault.Keyholder;
import dev.lethe.platform.vault.Reader;
import dev.lethe.platform.vault.Share;
import dev.lethe.platform.vault.ShareAnswer;

/// Makes parts of keys and reads them back.
public final class Parts {

    private static final SecureRandom RANDOM = new SecureRandom();

    private Parts() {
    }

    public static KeyPart part() {
        return part(UUID.randomUUID());
    }

    public static KeyPart part(UUID subject) {
        var keyId = UUID.randomUUID();
        return new KeyPart(subject, keyId, Map.of(Reader.ACCOUNT, new Share(keyId, 1, 1, random(16), random(32))));
    }

    /// Of a subject that falls into the same bucket.
    public static KeyPart neighbour(KeyPart of) {
        return partWhose(bucket -> bucket == Bucket.of(of.subject()));
    }

    /// Of a subject that falls into another bucket.
    public static KeyPart stranger(KeyPart to) {
        return partWhose(bucket -> bucket != Bucket.of(to.subject()));
    }

    private static KeyPart partWhose(IntPredicate bucket) {
        return part(Stream.generate(UUID::randomUUID).filter(it -> bucket.test(Bucket.of(it))).findFirst()
                .orElseThrow());
    }

    public static Share share(KeyPart part) {
        return part.shares().values().iterator().next();
    }

    public static ShareAnswer read(Keyholder keyholder, UUID subject) {
        return Objects.requireNonNull(keyholder.shares(Reader.ACCOUNT, List.of(subject)).get(subject));
    }

    private static byte[] random(int length) {
        var bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
