package dev.lethe.test.residue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Looks for canaries in everything the suite leaves behind, in every encoding.
///
/// Before it believes that a place is clean, it hides a control there, in each encoding, and must find it.
/// Not seen: text inside values that PostgreSQL compressed (2 kB and more), and inside ciphertext.
public final class ResidueScan {
    private final List<Canary> canaries;
    private final List<ScanPlace> places = new ArrayList<>();
    private final Map<String, List<Canary>> expected = new LinkedHashMap<>();

    private ResidueScan(List<Canary> canaries) {
        this.canaries = canaries;
    }

    public static ResidueScan lookingFor(Collection<Canary> canaries) {
        return new ResidueScan(List.copyOf(canaries));
    }

    /// All files under a folder: PostgreSQL's data with its write-ahead log, blobs, logs, heap dumps.
    public ResidueScan folder(String name, Path root) {
        places.add(new Folder(name, root));
        return this;
    }

    /// A broker's log folder, its batches decompressed.
    public ResidueScan kafka(String name, Path root) {
        places.add(new KafkaLogs(name, root));
        return this;
    }

    /// Something read over an API: an inbox, metrics, traces.
    public ResidueScan text(String name, String text) {
        places.add(new Text(name, text));
        return this;
    }

    /// A control that the test itself hid in a place, for instance as a plain row; the scan fails unless it is found.
    public ResidueScan mustFind(String place, Canary control) {
        expected.computeIfAbsent(place, _ -> new ArrayList<>()).add(control);
        return this;
    }

    /// Looks; fails with [BlindScanException] if a control stayed hidden.
    public ResidueReport run() {
        var sweep = new Sweep(canaries);
        var findings = new ArrayList<Finding>();
        for (var place : places) {
            proveSight(place);
            findings.addAll(sweep.over(place));
        }
        expected.keySet().stream().filter(name -> places.stream().noneMatch(place -> place.name().equals(name)))
                .forEach(name -> {
                    throw new BlindScanException("a control was hidden in " + name + ", which is not scanned");
                });
        return new ResidueReport(findings, sweep.bytesRead(), places.stream().map(ScanPlace::name).toList());
    }

    private void proveSight(ScanPlace place) {
        var control = Canary.random("control");
        var hidden = new ArrayList<>(expected.getOrDefault(place.name(), List.of()));
        hidden.add(control);
        var found = withPlanted(place, control, () -> new Sweep(hidden).over(place));
        var seen = EnumSet.noneOf(Encoding.class);
        found.stream().filter(each -> each.canary().equals(control)).forEach(each -> seen.add(each.encoding()));
        if (!seen.containsAll(Encoding.distinctFor(control.value())))
            throw new BlindScanException(
                    "in " + place.name() + " the control was not seen as " + EnumSet.complementOf(seen));
        for (var canary : expected.getOrDefault(place.name(), List.of()))
            if (found.stream().noneMatch(each -> each.canary().equals(canary)))
                throw new BlindScanException("in " + place.name() + " the control " + canary.name() + " was not seen");
    }

    private static List<Finding> withPlanted(ScanPlace place, Canary control, Look look) {
        var controls = new LinkedHashMap<String, byte[]>();
        for (var encoding : Encoding.values())
            controls.put(encoding.name(), encoding.of(control.value()));
        try {
            var removal = place.plant(controls);
            try {
                return look.look();
            } finally {
                removal.remove();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot hide a control in " + place.name(), failure);
        }
    }

    private interface Look {
        List<Finding> look();
    }
}
