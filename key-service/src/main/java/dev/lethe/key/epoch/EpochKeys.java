package dev.lethe.key.epoch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/// The keys of all buckets in memory and in one file outside the database. During a rotation a bucket has two: the new
/// one, which every put takes, and the old one, which opens what is not yet wrapped again.
final class EpochKeys {

    private static final byte[] MAGIC = "LETHE-EPOCH-KEYS-2\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] MAGIC_WITHOUT_VOLUME = "LETHE-EPOCH-KEYS-1\n".getBytes(StandardCharsets.US_ASCII);
    private static final int KEY_LENGTH = 32;
    private static final int HASH_LENGTH = 32;

    /// One key of one bucket.
    record BucketKey(int bucket, long epoch, byte[] key) {

        @Override
        public String toString() {
            return "BucketKey[" + bucket + "@" + epoch + "]";
        }
    }

    private final DurableFile file;
    private final UUID volume;
    private final SecureRandom random = new SecureRandom();
    private List<List<BucketKey>> buckets;
    private long epoch;

    private EpochKeys(DurableFile file, UUID volume, List<List<BucketKey>> buckets, long epoch) {
        this.file = file;
        this.volume = volume;
        this.buckets = buckets;
        this.epoch = epoch;
    }

    static boolean exist(Path directory) {
        return file(directory).exists();
    }

    static EpochKeys create(Path directory) throws IOException {
        var keys = new EpochKeys(file(directory), UUID.randomUUID(), none(), 0);
        keys.begin(1, allBuckets());
        return keys;
    }

    static EpochKeys open(Path directory) throws IOException {
        var file = file(directory);
        file.clean();
        var content = ByteBuffer.wrap(file.read());
        var body = Arrays.copyOf(content.array(), content.capacity() - HASH_LENGTH);
        var hash = Arrays.copyOfRange(content.array(), body.length, content.capacity());
        if (!MessageDigest.isEqual(hash, sha256(body))) {
            throw new IOException("The epoch key file is damaged");
        }
        var volume = volume(content);
        var keys = new EpochKeys(file, volume.orElseGet(UUID::randomUUID), none(), content.getLong());
        for (int left = content.getInt(); left > 0; left--) {
            var bucket = content.getInt();
            var epoch = content.getLong();
            var key = new byte[KEY_LENGTH];
            content.get(key);
            keys.buckets.get(bucket).add(new BucketKey(bucket, epoch, key));
        }
        if (volume.isEmpty()) {
            keys.store(keys.copy(), keys.epoch);
        }
        return keys;
    }

    /// Which volume the file says it is; nothing when it is from before volumes had names.
    private static Optional<UUID> volume(ByteBuffer content) throws IOException {
        var magic = new byte[MAGIC.length];
        content.get(magic);
        if (Arrays.equals(magic, MAGIC)) {
            return Optional.of(new UUID(content.getLong(), content.getLong()));
        }
        if (!Arrays.equals(magic, MAGIC_WITHOUT_VOLUME)) {
            throw new IOException("The epoch key file is of a later release");
        }
        return Optional.empty();
    }

    /// The name of the volume that these keys lie on, drawn when the first ones were made.
    UUID volume() {
        return volume;
    }

    synchronized long epoch() {
        return epoch;
    }

    /// The key to wrap with.
    synchronized BucketKey current(int bucket) {
        return buckets.get(bucket).getLast();
    }

    /// The key that wrapped a share, unless it was destroyed.
    synchronized Optional<BucketKey> find(int bucket, long epoch) {
        return buckets.get(bucket).stream().filter(it -> it.epoch() == epoch).findFirst();
    }

    synchronized List<BucketKey> all() {
        return buckets.stream().flatMap(List::stream).toList();
    }

    /// Buckets with an old key beside the new one.
    synchronized Set<Integer> rotating() {
        var found = new TreeSet<Integer>();
        for (int i = 0; i < Bucket.COUNT; i++) {
            if (buckets.get(i).size() > 1) {
                found.add(i);
            }
        }
        return found;
    }

    /// Gives buckets a new key beside the old one; durable when it returns. May be repeated for the same epoch.
    synchronized void begin(long newEpoch, Collection<Integer> of) {
        var next = copy();
        for (int bucket : of) {
            var keys = next.get(bucket);
            if (keys.isEmpty() || keys.getLast().epoch() < newEpoch) {
                var key = new byte[KEY_LENGTH];
                random.nextBytes(key);
                keys.add(new BucketKey(bucket, newEpoch, key));
            }
        }
        store(next, newEpoch);
    }

    /// Destroys the old keys: no file and no memory of this process has them when it returns.
    synchronized void finish() {
        var next = copy();
        var gone = new ArrayList<BucketKey>();
        for (var keys : next) {
            while (keys.size() > 1) {
                gone.add(keys.removeFirst());
            }
        }
        store(next, epoch);
        gone.forEach(it -> Arrays.fill(it.key(), (byte) 0));
    }

    private void store(List<List<BucketKey>> next, long newEpoch) {
        var count = next.stream().mapToInt(List::size).sum();
        var body = ByteBuffer.allocate(MAGIC.length + 28 + count * (12 + KEY_LENGTH));
        body.put(MAGIC).putLong(volume.getMostSignificantBits()).putLong(volume.getLeastSignificantBits());
        body.putLong(newEpoch).putInt(count);
        next.forEach(keys -> keys.forEach(it -> body.putInt(it.bucket()).putLong(it.epoch()).put(it.key())));
        var content = Arrays.copyOf(body.array(), body.capacity() + HASH_LENGTH);
        System.arraycopy(sha256(body.array()), 0, content, body.capacity(), HASH_LENGTH);
        try {
            file.replace(content);
        } catch (IOException e) {
            throw new UncheckedIOException("The epoch keys could not be written", e);
        }
        Arrays.fill(content, (byte) 0);
        Arrays.fill(body.array(), (byte) 0);
        buckets = next;
        epoch = newEpoch;
    }

    private List<List<BucketKey>> copy() {
        var copy = new ArrayList<List<BucketKey>>(Bucket.COUNT);
        buckets.forEach(it -> copy.add(new ArrayList<>(it)));
        return copy;
    }

    private static List<List<BucketKey>> none() {
        var none = new ArrayList<List<BucketKey>>(Bucket.COUNT);
        allBuckets().forEach(_ -> none.add(new ArrayList<>(1)));
        return none;
    }

    private static List<Integer> allBuckets() {
        return java.util.stream.IntStream.range(0, Bucket.COUNT).boxed().toList();
    }

    private static DurableFile file(Path directory) {
        return new DurableFile(directory, "epoch.keys");
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
