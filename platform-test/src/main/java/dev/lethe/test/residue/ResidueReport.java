package dev.lethe.test.residue;

import java.util.List;
import java.util.stream.Collectors;

/// What a scan found.
///
/// @param findings canaries left behind
/// @param bytesRead how much was looked through, decompressed records included
/// @param places what was looked into; each of them showed its controls
public record ResidueReport(List<Finding> findings, long bytesRead, List<String> places) {
    private static final int SHOWN = 20;

    /// Fails with the first findings when there are any.
    public void assertClean() {
        if (findings.isEmpty())
            return;
        var shown = findings.stream().limit(SHOWN).map(Finding::toString).collect(Collectors.joining("\n  ", "  ", ""));
        throw new AssertionError(findings.size() + " canaries left behind:\n" + shown);
    }
}
