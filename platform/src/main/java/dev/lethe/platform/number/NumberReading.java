package dev.lethe.platform.number;

/// What became of a number as somebody wrote it.
public sealed interface NumberReading {

    /// It can be dialled.
    ///
    /// @param number the number in E.164
    record Valid(PhoneNumber number) implements NumberReading {}

    /// No number at all.
    record Missing() implements NumberReading {}

    /// Written without a country code, and no region completes it.
    record CountryCodeMissing() implements NumberReading {}

    /// Nothing that can be dialled from everywhere.
    record Invalid() implements NumberReading {}
}
