package dev.lethe.account.recovery;

import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.lethe.account.mail.MailText;

/// What mails say: who asked, what to do, and what to do if it was somebody else.
final class MailTexts {

    private record Words(String subject, String before, String after) {}

    private MailTexts() {
    }

    static MailText of(MailKind kind, MailLanguage language, @Nullable String code) {
        Words words = switch (language) {
            case EN -> english(kind);
            case DE -> german(kind);
        };
        return new MailText(words.subject(), plain(words, code), html(words, language, code));
    }

    private static Words english(MailKind kind) {
        return switch (kind) {
            case CONFIRMATION -> new Words("Confirm your recovery address for Lethe",
                    "Somebody who is signed in to an account of Lethe named this address for the case that the "
                            + "password is forgotten. Enter this code there within 15 minutes to confirm it:",
                    "If this was not you, do nothing. Without the code this address is not used, and nothing "
                            + "more is sent to it.");
            case RECOVERY -> new Words("Your recovery code for Lethe",
                    "Somebody asked to remove the password of your account of Lethe, on a device that is signed "
                            + "in or with the code that was sent to your number. Enter this code there within 15 "
                            + "minutes to remove the password:",
                    "If this was not you, do nothing, and give the code to nobody: the password stays. Then "
                            + "somebody else gets your text messages or holds one of your devices; look at your list of "
                            + "devices.");
            case REPLACED -> new Words("Your recovery address for Lethe was replaced",
                    "This address was the recovery address of an account of Lethe. Another one took its place, "
                            + "named by somebody who knew the password. Nothing more is sent to this one.",
                    "If this was not you, sign in, change the password and end the sessions that you do not "
                            + "know.");
        };
    }

    private static Words german(MailKind kind) {
        return switch (kind) {
            case CONFIRMATION -> new Words("Bestätige deine Adresse zur Wiederherstellung bei Lethe",
                    "Jemand, der in einem Konto bei Lethe angemeldet ist, hat diese Adresse für den Fall "
                            + "angegeben, dass das Passwort vergessen wird. Gib dort innerhalb von 15 Minuten diesen Code "
                            + "ein, um sie zu bestätigen:",
                    "Wenn du das nicht warst, tu nichts. Ohne den Code wird diese Adresse nicht verwendet, und "
                            + "es kommt nichts weiter an sie.");
            case RECOVERY -> new Words("Dein Code zur Wiederherstellung bei Lethe",
                    "Jemand möchte das Passwort deines Kontos bei Lethe entfernen, auf einem angemeldeten Gerät "
                            + "oder mit dem Code, der an deine Nummer ging. Gib dort innerhalb von 15 Minuten diesen Code "
                            + "ein, um das Passwort zu entfernen:",
                    "Wenn du das nicht warst, tu nichts und gib den Code niemandem: Das Passwort bleibt. Dann "
                            + "bekommt jemand anderes deine SMS oder hat eines deiner Geräte; sieh in der Liste deiner "
                            + "Geräte nach.");
            case REPLACED -> new Words("Deine Adresse zur Wiederherstellung bei Lethe wurde ersetzt",
                    "Diese Adresse diente der Wiederherstellung eines Kontos bei Lethe. Eine andere ist an ihre "
                            + "Stelle getreten, angegeben von jemandem, der das Passwort kannte. An diese kommt nichts "
                            + "weiter.",
                    "Wenn du das nicht warst, melde dich an, ändere das Passwort und beende die Sitzungen, die "
                            + "du nicht kennst.");
        };
    }

    private static Stream<String> paragraphs(Words words, @Nullable String code) {
        return Stream.of(words.before(), code, words.after()).filter(Objects::nonNull);
    }

    private static String plain(Words words, @Nullable String code) {
        return paragraphs(words, code).collect(Collectors.joining("\r\n\r\n", "", "\r\n"));
    }

    private static String html(Words words, MailLanguage language, @Nullable String code) {
        return paragraphs(words, code)
                .map(text -> text.equals(code) ? "<p><strong>" + text + "</strong></p>" : "<p>" + text + "</p>")
                .collect(Collectors.joining("\r\n",
                        "<!doctype html>\r\n<html lang=\"%s\"><head><meta charset=\"utf-8\">"
                                .formatted(language.name().toLowerCase(Locale.ROOT)) + "<title>" + words.subject()
                                + "</title></head><body>\r\n",
                        "\r\n</body></html>\r\n"));
    }
}
