package dev.lethe.test.residue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/// One look through places for some canaries in all encodings.
final class Sweep {
    private record Needle(Canary canary, Encoding encoding) {}

    private final List<Needle> needles = new ArrayList<>();
    private final NeedleSet automaton;
    private long bytesRead;

    Sweep(List<Canary> canaries) {
        var patterns = new ArrayList<byte[]>();
        for (var canary : canaries)
            for (var encoding : Encoding.distinctFor(canary.value())) {
                needles.add(new Needle(canary, encoding));
                patterns.add(encoding.of(canary.value()));
            }
        this.automaton = new NeedleSet(patterns);
    }

    List<Finding> over(ScanPlace place) {
        var findings = new ArrayList<Finding>();
        try {
            place.read(where -> begin(place.name(), where, findings));
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read " + place.name(), failure);
        }
        return findings;
    }

    private ScanPlace.Part begin(String place, String where, List<Finding> findings) {
        var cursor = automaton.cursor();
        return (bytes, length) -> {
            bytesRead += length;
            cursor.read(bytes, length, (number, end) -> {
                var needle = needles.get(number);
                findings.add(new Finding(needle.canary(), needle.encoding(), place, where, end));
            });
        };
    }

    long bytesRead() {
        return bytesRead;
    }
}
