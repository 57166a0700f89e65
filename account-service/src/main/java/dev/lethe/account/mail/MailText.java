package dev.lethe.account.mail;

/// What a mail says, twice: plain, and as HTML that loads nothing from anywhere.
public record MailText(String subject, String plain, String html) {

    @Override
    public String toString() {
        return "MailText[\u2026]";
    }
}
