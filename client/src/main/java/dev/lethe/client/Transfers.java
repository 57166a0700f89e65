package dev.lethe.client;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/// The history that I bring along, and that I take along: Telegram Desktop's exports, with their files.
public final class Transfers {

    private static final int FILES_AT_ONCE = 1_000;
    private static final int TRIES = 7;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration NOW_AND_THEN = Duration.ofMinutes(10);
    private static final Set<String> PASSING = Set.of("import-interrupted", "unavailable", "timeout",
            "chat-being-emptied");
    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

    private final Calls calls;
    private final Files files;

    Transfers(Calls calls) {
        this.calls = calls;
        this.files = new Files(calls);
    }

    /// How far an import is.
    ///
    /// @param state        `waiting`, `reading`, `finishing`, `done` or `failed`
    /// @param bytesRead    of its last upload
    /// @param changed      messages that were there in an older form
    /// @param skipped      messages that were there as they are
    /// @param filesMissing messages of whose files one was not uploaded
    /// @param leftOut      parts of the export that are never kept
    /// @param messagesLeftOut messages, and whole chats, that could not be kept
    /// @param namesLeftOut the first of these
    public record Import(UUID importId, String state, long bytesRead, int chats, int messages, int changed, int skipped,
            int filesMissing, List<String> leftOut, int messagesLeftOut, List<LeftOut> namesLeftOut) {}

    /// A message, or a chat, that could not be kept.
    ///
    /// @param chat    its number in the export, or its place in the list of chats
    /// @param message its number there; null for a whole chat
    public record LeftOut(String chat, @Nullable String message, String reason) {
        @Override
        public String toString() {
            return "LeftOut[redacted]";
        }
    }

    /// A file of mine and the path under which an export names it.
    public record ExportedFile(String path, UUID fileId) {
        @Override
        public String toString() {
            return "ExportedFile[" + fileId + "]";
        }
    }

    private record NewImport(Map<String, UUID> files) {}

    private record CalledOff(int removed) {}

    private record ExportedFiles(List<ExportedFile> files) {}

    /// Imports the folder of an export: uploads the files that its JSON names and that are there, then the JSON. An
    /// upload that breaks off is sent again and goes on.
    ///
    /// @param importId chosen by the caller, who may ask for the progress under it meanwhile, and call again with it
    /// @param json     the file `result.json`; paths in it are relative to its folder
    public Import importFolder(UUID importId, Path json) throws IOException {
        prepare(importId, Map.of());
        Map<Path, UUID> uploaded = new HashMap<>();
        Map<String, UUID> batch = new HashMap<>();
        long told = System.nanoTime();
        for (Map.Entry<String, Path> named : ExportFolder.of(json).files().entrySet()) {
            Path file = named.getValue();
            UUID known = uploaded.get(file);
            UUID id = known == null ? upload(file) : known;
            uploaded.put(file, id);
            batch.put(named.getKey(), id);
            if (batch.size() == FILES_AT_ONCE || System.nanoTime() - told > NOW_AND_THEN.toNanos()) {
                prepare(importId, batch);
                batch.clear();
                told = System.nanoTime();
            }
        }
        prepare(importId, batch);
        return send(importId, json);
    }

    private UUID upload(Path file) throws IOException {
        String type = java.nio.file.Files.probeContentType(file);
        return files.upload(file, type == null ? "application/octet-stream" : type).id();
    }

    /// Prepares an import, or tells it of more files.
    ///
    /// @param files at most 5,000, by the path that the export names
    public Import prepare(UUID importId, Map<String, UUID> files) {
        return calls.send("PUT", "/v1/imports/" + importId, new NewImport(files), Import.class);
    }

    /// Sends the JSON of a prepared import, again when the connection breaks or the service is away.
    public Import send(UUID importId, Path json) throws FileNotFoundException {
        for (int tried = 1;; tried++) {
            try {
                return calls.upload("PUT", "/v1/imports/" + importId + "/content", BodyPublishers.ofFile(json), JSON,
                        Import.class);
            } catch (UncheckedIOException broken) {
                pauseOrThrow(tried, broken);
            } catch (ProblemException refused) {
                pauseOrThrow(PASSING.contains(refused.code()) ? tried : TRIES, refused);
            }
        }
    }

    private static void pauseOrThrow(int tried, RuntimeException failure) {
        if (tried >= TRIES) {
            throw failure;
        }
        try {
            Thread.sleep(FIRST_PAUSE.multipliedBy(1L << tried));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw failure;
        }
    }

    /// How far an import is.
    public Import progress(UUID importId) {
        return calls.get("/v1/imports/" + importId, Import.class);
    }

    /// Calls an import off.
    ///
    /// @return how many messages had arrived and went
    public int callOff(UUID importId) {
        return calls.delete("/v1/imports/" + importId, CalledOff.class).removed();
    }

    /// Opens the export of a chat, or of all; the caller closes the stream.
    public InputStream export(@Nullable UUID chatId) {
        return calls.download(Calls.path("/v1/exports", "chatId", chatId), Map.of()).body();
    }

    /// The files of an export.
    public List<ExportedFile> exportedFiles(@Nullable UUID chatId) {
        return calls.get(Calls.path("/v1/exports/files", "chatId", chatId), ExportedFiles.class).files();
    }

    /// Exports a chat, or all, into a folder: `result.json` and the files that it names. Where two files have one path,
    /// the first stays.
    ///
    /// @return the JSON file
    public Path export(@Nullable UUID chatId, Path folder) throws IOException {
        java.nio.file.Files.createDirectories(folder);
        Path json = folder.resolve("result.json");
        try (InputStream stream = export(chatId)) {
            java.nio.file.Files.copy(stream, json, StandardCopyOption.REPLACE_EXISTING);
        }
        ExportFolder target = ExportFolder.of(json);
        for (ExportedFile file : exportedFiles(chatId)) {
            Path place = target.placeOf(file.path());
            if (place != null && !java.nio.file.Files.exists(place)) {
                java.nio.file.Files.createDirectories(place.resolveSibling("."));
                files.download(file.fileId(), place);
            }
        }
        return json;
    }
}
