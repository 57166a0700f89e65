package dev.lethe.launcher.demo;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.lethe.client.Contacts.Entry;

/// What the story is played with: the caller's files, or small ones of ours.
///
/// @param export   a Telegram Desktop export, one chat or a whole account
/// @param contacts a vCard file
public record DemoInput(@Nullable Path export, @Nullable Path contacts) {

    /// Asked before anything is played, since the story takes a minute.
    ///
    /// @throws FileNotFoundException when a file cannot be read
    public void requireFiles() throws FileNotFoundException {
        if (export != null) {
            existing(export);
        }
        if (contacts != null) {
            existing(contacts);
        }
    }

    String exportName() {
        return export == null ? "our small export" : String.valueOf(export.getFileName());
    }

    BodyPublisher exportBody() throws IOException {
        return export == null ? BodyPublishers.ofByteArray(resource("telegram-export.json"))
                : BodyPublishers.ofFile(existing(export));
    }

    List<Entry> addressBook() throws IOException {
        try (InputStream vcards = contacts == null ? stream("contacts.vcf")
                : Files.newInputStream(existing(contacts))) {
            return AddressBook.read(vcards);
        }
    }

    byte[] photo() throws IOException {
        return resource("photo.png");
    }

    private static Path existing(Path file) throws FileNotFoundException {
        if (!Files.isReadable(file)) {
            throw new FileNotFoundException("No such file, or not readable: " + file);
        }
        return file;
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream stream = stream(name)) {
            return stream.readAllBytes();
        }
    }

    private static InputStream stream(String name) {
        return Objects.requireNonNull(DemoInput.class.getResourceAsStream("/demo/" + name), name);
    }
}
