package dev.lethe.message.telegram;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.lethe.message.telegram.TelegramMessage.File;

/// Reads messages out of what is kept of them. Whatever has another form than we know is not shown, and harms nothing.
public final class TelegramMessages {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int LONGEST_TEXT = 65_536;
    private static final String PHOTO = "photo";
    private static final String FILE = "file";

    private TelegramMessages() {
    }

    /// Reads a message; one without a number of its own is 0.
    public static TelegramMessage of(byte[] raw) {
        Fields fields = fields(raw);
        Long number = fields.whole("id");
        return read(fields, number == null ? 0 : number);
    }

    static Fields fields(byte[] raw) {
        return new Fields(JSON.readTree(raw));
    }

    static TelegramMessage read(Fields fields, long number) {
        Instant exact = fields.moment("date_unixtime");
        Instant date = exact == null ? fields.local("date") : exact;
        MarkedText text = MarkedText.of(fields, LONGEST_TEXT);
        ImportedDetails imported = DetailsReading.read(fields, number, text.entities());
        return new TelegramMessage(number, date, exact != null, text.text(), file(fields), moreFiles(fields, text),
                imported, words(imported));
    }

    // What is shown as the message's file, be it a picture, a document or the card of a contact.
    static @Nullable File file(Fields fields) {
        String photo = fields.path(PHOTO);
        String file = photo == null ? fields.path(FILE) : photo;
        String card = fields.path("contact_vcard");
        String path = file == null ? card : file;
        String told = fields.text("file_name");
        String name = told != null ? told : path != null ? path.substring(path.lastIndexOf('/') + 1) : named(fields);
        if (name == null) {
            return null;
        }
        Long size = Stream.of("file_size", "photo_file_size", "contact_vcard_file_size")
                .map(fields::whole)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(0L);
        String guess = photo != null ? "image/jpeg"
                : file == null && card != null ? "text/vcard" : "application/octet-stream";
        String type = fields.text("mime_type");
        return new File(path, name, type == null ? guess : type, Math.max(size, 0));
    }

    // `report.pdf (File not included. …)`
    private static @Nullable String named(Fields fields) {
        String excuse = fields.text(FILE);
        int end = excuse == null ? -1 : excuse.indexOf(" (File ");
        return excuse == null || end <= 0 ? null : excuse.substring(0, end);
    }

    private static List<String> moreFiles(Fields fields, MarkedText text) {
        List<@Nullable String> paths = new ArrayList<>();
        if (fields.path(PHOTO) != null) {
            paths.add(fields.path(FILE));
        }
        if (fields.path(PHOTO) != null || fields.path(FILE) != null) {
            paths.add(fields.path("contact_vcard"));
        }
        paths.add(fields.path("thumbnail"));
        text.pictures().forEach(paths::add);
        fields.objects("reactions").forEach(reaction -> paths.add(picture(reaction)));
        return paths.stream().filter(Objects::nonNull).distinct().limit(64).toList();
    }

    /// Where the picture of a custom emoji is; some exports name it by a number only.
    static @Nullable String picture(Fields emoji) {
        String path = emoji.path("document_id");
        return path == null || path.indexOf('/') < 0 ? null : path;
    }

    private static List<String> words(ImportedDetails imported) {
        return Stream.of(marked(orEmpty(imported.entities())), polled(imported.poll()), found(imported.contact()),
                found(imported.place()), found(imported.game()), found(imported.invoice()), found(imported.checklist()),
                found(imported.file(), imported.event(), imported.giveaway()))
                .flatMap(List::stream)
                .filter(word -> !word.isBlank())
                .toList();
    }

    private static List<String> marked(List<ImportedDetails.Entity> entities) {
        return entities.stream().map(ImportedDetails.Entity::href).filter(Objects::nonNull).toList();
    }

    private static List<String> polled(ImportedDetails.@Nullable Poll poll) {
        return poll == null ? List.of()
                : Stream.concat(texts(poll.question()).stream(),
                        poll.answers().stream().map(ImportedDetails.Answer::text).filter(Objects::nonNull)).toList();
    }

    private static List<String> found(ImportedDetails.@Nullable Contact contact) {
        return contact == null ? List.of() : texts(contact.firstName(), contact.lastName(), contact.phoneNumber());
    }

    private static List<String> found(ImportedDetails.@Nullable Place place) {
        return place == null ? List.of() : texts(place.name(), place.address());
    }

    private static List<String> found(ImportedDetails.@Nullable Game game) {
        return game == null ? List.of() : texts(game.title(), game.description());
    }

    private static List<String> found(ImportedDetails.@Nullable Invoice invoice) {
        return invoice == null ? List.of() : texts(invoice.title(), invoice.description());
    }

    private static List<String> found(ImportedDetails.@Nullable Checklist list) {
        return list == null ? List.of()
                : Stream.concat(texts(list.title()).stream(),
                        list.tasks().stream().map(ImportedDetails.Task::text).filter(Objects::nonNull)).toList();
    }

    private static List<String> found(ImportedDetails.@Nullable File file, ImportedDetails.@Nullable Event event,
            ImportedDetails.@Nullable Giveaway giveaway) {
        return texts(file == null ? null : file.performer(), file == null ? null : file.title(),
                event == null ? null : event.title(), giveaway == null ? null : giveaway.description());
    }

    private static List<String> texts(@Nullable String... texts) {
        List<String> list = new ArrayList<>();
        for (String text : texts) {
            if (text != null) {
                list.add(text);
            }
        }
        return list;
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }

    static JsonNode tree(String json) {
        return JSON.readTree(json);
    }
}
