package dev.lethe.contact;

import dev.lethe.platform.problem.ProblemType;

/// What contact-service refuses, and how it says so.
public final class ContactProblems {

    /// Contacts are kept only for owners who said so.
    public static final ProblemType CONSENT_MISSING = new ProblemType(403, "consent-missing",
            "Consent to keep contacts has not been given");

    /// Too many new numbers; `tryAgainAt` says when these fit.
    public static final ProblemType SYNC_BUDGET_SPENT = new ProblemType(429, "sync-budget-spent",
            "Too many new numbers in too few days");

    /// A cursor that this service did not give.
    public static final ProblemType CURSOR_UNKNOWN = new ProblemType(400, "cursor-unknown",
            "The cursor is not one of ours");

    private ContactProblems() {
    }
}
