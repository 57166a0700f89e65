package dev.lethe.key;

import dev.lethe.platform.problem.ProblemType;

/// What this keyholder says no with.
public final class KeyProblems {

    public static final ProblemType READER_REFUSED = new ProblemType(403, "reader-refused",
            "This role may not have shares of that reader.");
    public static final ProblemType UNSIGNED_ORDER = new ProblemType(403, "unsigned-order",
            "The account authority did not sign this order.");
    public static final ProblemType BATCH_TOO_LARGE = new ProblemType(400, "batch-too-large",
            "At most 500 subjects a call.");
    public static final ProblemType BUDGET_SPENT = new ProblemType(429, "budget-spent",
            "This role has asked for too many shares.");
    public static final ProblemType LIST_BEHIND = new ProblemType(503, "list-behind",
            "The list of destroyed shares is behind what others know.");

    private KeyProblems() {
    }
}
