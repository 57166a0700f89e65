package dev.lethe.account.recovery;

import java.util.Locale;

/// The languages that mails are written in.
public enum MailLanguage {
    /// English.
    EN,
    /// German.
    DE;

    /// The one that a request asks for, else English.
    public static MailLanguage of(Locale locale) {
        return locale.getLanguage().equals(Locale.GERMAN.getLanguage()) ? DE : EN;
    }
}
