package dev.lethe.platform.vault;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.codahale.shamir.Scheme;

/// Shamir's sharing over GF(256) (Shamir 1979), with a check value that tells a right rebuild from a wrong one.
final class Splitting {

    private static final int CHECK_LENGTH = 16;

    private final Scheme scheme;

    Splitting(int n, int k) {
        this.scheme = new Scheme(new SecureRandom(), n, k);
    }

    /// Whether it can be a share of a root at all: what a keyholder sends may be anything.
    static boolean isWhole(@Nullable Share share) {
        return share != null && share.keyId() != null && share.value() != null && share.check() != null
                && share.value().length == SubjectKey.ROOT_LENGTH && share.check().length == CHECK_LENGTH
                && share.generation() >= 1 && share.generation() <= SubjectKey.MOST_VERSIONS;
    }

    List<Share> split(UUID keyId, int generation, byte[] root) {
        var check = Hkdf.derive(root, "check", CHECK_LENGTH);
        return scheme.split(root).entrySet().stream().sorted(Map.Entry.comparingByKey())
                .map(it -> new Share(keyId, generation, it.getKey(), check, it.getValue())).toList();
    }

    /// The first k shares among these that rebuild a root with the check they all name, and that root.
    Optional<Rebuilt> rebuild(List<Share> shares) {
        for (var some : subsets(shares, scheme.k())) {
            var root = join(some, 0);
            if (root.length == SubjectKey.ROOT_LENGTH && MessageDigest
                    .isEqual(Hkdf.derive(root, "check", CHECK_LENGTH), some.getFirst().check())) {
                return Optional.of(new Rebuilt(root, some));
            }
            Arrays.fill(root, (byte) 0);
        }
        return Optional.empty();
    }

    /// The share of the same polynomial at another index: P'(x) = P(x + m) has P'(0) = P(m), and + is XOR in GF(256).
    Share shareAt(int index, Rebuilt rebuilt) {
        var one = rebuilt.from().getFirst();
        return new Share(one.keyId(), one.generation(), index, one.check(), join(rebuilt.from(), index));
    }

    private byte[] join(List<Share> shares, int at) {
        var known = shares.stream().filter(it -> it.index() == at).findFirst();
        if (known.isPresent()) {
            return known.get().value().clone();
        }
        var points = new HashMap<Integer, byte[]>();
        shares.forEach(it -> points.put(it.index() ^ at, it.value()));
        return scheme.join(points);
    }

    private static List<List<Share>> subsets(List<Share> of, int size) {
        if (size == 0) {
            return List.of(List.of());
        }
        var found = new ArrayList<List<Share>>();
        for (int i = 0; i + size <= of.size(); i++) {
            for (var rest : subsets(of.subList(i + 1, of.size()), size - 1)) {
                var one = new ArrayList<Share>(size);
                one.add(of.get(i));
                one.addAll(rest);
                found.add(one);
            }
        }
        return found;
    }

    record Rebuilt(byte[] root, List<Share> from) {

        int generation() {
            return from.getFirst().generation();
        }

        @Override
        public String toString() {
            return "Rebuilt[]";
        }
    }
}
