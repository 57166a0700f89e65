package dev.lethe.contact.contact;

/// Why an entry of a sync was not kept.
enum RejectionCode {
    /// No number at all.
    NUMBER_MISSING,
    /// Nothing that could be dialled.
    NUMBER_INVALID,
    /// No country code, and the region of the own number does not complete it.
    COUNTRY_CODE_MISSING,
    /// The batch has the number twice; the first one counts.
    NUMBER_REPEATED,
    /// More than 64 characters.
    NAME_TOO_LONG,
    /// Control characters or half characters in a name.
    NAME_INVALID
}
