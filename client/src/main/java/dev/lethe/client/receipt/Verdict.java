package dev.lethe.client.receipt;

import java.util.List;

/// What a receipt proves, in words.
public record Verdict(List<Finding> findings) {

    public Verdict {
        findings = List.copyOf(findings);
    }

    /// Whether everything that was checked holds.
    public boolean holds() {
        return findings.stream().allMatch(Finding::holds);
    }

    /// One claim and whether it holds.
    public record Finding(boolean holds, String words) {}
}
