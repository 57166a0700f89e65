package dev.lethe.message.telegram;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

import dev.lethe.message.telegram.ImportedDetails.Answer;
import dev.lethe.message.telegram.ImportedDetails.Checklist;
import dev.lethe.message.telegram.ImportedDetails.Contact;
import dev.lethe.message.telegram.ImportedDetails.Entity;
import dev.lethe.message.telegram.ImportedDetails.Event;
import dev.lethe.message.telegram.ImportedDetails.File;
import dev.lethe.message.telegram.ImportedDetails.Game;
import dev.lethe.message.telegram.ImportedDetails.Giveaway;
import dev.lethe.message.telegram.ImportedDetails.Invoice;
import dev.lethe.message.telegram.ImportedDetails.Place;
import dev.lethe.message.telegram.ImportedDetails.Poll;
import dev.lethe.message.telegram.ImportedDetails.Reaction;
import dev.lethe.message.telegram.ImportedDetails.Task;

/// Reads what is shown of a message beside its text, by the names that Telegram Desktop gives it.
final class DetailsReading {
    private DetailsReading() {
    }

    static ImportedDetails read(Fields message, long number, @Nullable List<Entity> entities) {
        Instant edited = message.moment("edited_unixtime");
        String type = message.text("type");
        return new ImportedDetails(Long.toString(number), type == null ? "message" : type,
                first(message.name("from"), message.name("actor")),
                first(message.text("from_id"), message.text("actor_id")), message.name("author"),
                message.text("via_bot"), message.has("forwarded_from") ? true : null, message.name("forwarded_from"),
                message.text("forwarded_from_id"), message.name("saved_from"), message.text("reply_to_message_id"),
                message.text("reply_to_peer_id"), media(message), message.text("action"), event(message),
                edited == null ? message.local("edited") : edited, entities, reactions(message), file(message),
                poll(message), contact(message), place(message), game(message), invoice(message), checklist(message),
                giveaway(message));
    }

    private static @Nullable String media(Fields message) {
        String told = message.text("media_type");
        if (told != null) {
            return told;
        }
        return Stream.of("photo", "file", "poll", "contact_information", "location_information", "place_name",
                "game_title", "invoice_information", "todo_list", "giveaway_information", "giveaway_results",
                "paid_stars_amount", "story_id")
                .filter(message::says)
                .map(DetailsReading::word)
                .findFirst()
                .orElse(null);
    }

    private static String word(String field) {
        return switch (field) {
            case "contact_information", "location_information", "invoice_information", "giveaway_information" ->
                field.substring(0, field.indexOf('_'));
            case "place_name" -> "location";
            case "game_title" -> "game";
            case "todo_list" -> "checklist";
            case "paid_stars_amount" -> "paid_media";
            case "story_id" -> "story";
            default -> field;
        };
    }

    private static @Nullable Event event(Fields message) {
        if (!message.says("action")) {
            return null;
        }
        Integer duration = message.seconds("duration_seconds");
        Event event = new Event(first(message.text("title"), message.text("new_title")), message.names("members"),
                message.name("inviter"),
                duration != null ? duration
                        : first(message.seconds("duration"), message.seconds("period")),
                first(message.text("discard_reason"), message.text("information_text")),
                first(message.text("message_id"),
                        first(message.text("game_message_id"), message.text("invoice_message_id"))),
                message.whole("score"), message.whole("amount"), message.text("currency"), message.text("emoticon"),
                message.count("months"));
        boolean empty = event.equals(new Event(null, null, null, null, null, null, null, null, null, null, null));
        return empty ? null : event;
    }

    private static @Nullable List<Reaction> reactions(Fields message) {
        List<Reaction> reactions = message.objects("reactions")
                .stream()
                .map(reaction -> new Reaction(Objects.requireNonNullElse(reaction.text("type"), "unknown"),
                        Objects.requireNonNullElse(reaction.count("count"), 1), reaction.text("emoji"),
                        reaction.text("document_id"), recent(reaction)))
                .toList();
        return reactions.isEmpty() ? null : reactions;
    }

    private static @Nullable List<String> recent(Fields reaction) {
        List<String> names = reaction.objects("recent")
                .stream()
                .map(person -> person.name("from"))
                .filter(Objects::nonNull)
                .toList();
        return names.isEmpty() ? null : names;
    }

    private static @Nullable File file(Fields message) {
        boolean card = message.path("contact_vcard") != null;
        if (!message.says("photo") && !message.says("file") && !message.says("file_name") && !card) {
            return null;
        }
        TelegramMessage.File named = TelegramMessages.file(message);
        boolean absent = named == null || named.path() == null;
        Long size = named == null || named.size() == 0 ? null : Long.valueOf(named.size());
        String told = message.text("mime_type");
        return new File(named == null ? null : named.name(), named == null ? told : named.type(), size,
                message.count("width"), message.count("height"), message.seconds("duration_seconds"),
                message.text("performer"), message.says("action") ? null : message.text("title"),
                message.text("sticker_emoji"), message.flag("media_spoiler"), absent ? true : null);
    }

    private static @Nullable Poll poll(Fields message) {
        Fields poll = message.object("poll");
        return poll == null ? null
                : new Poll(poll.text("question"), poll.flag("closed"), poll.count("total_voters"),
                        poll.objects("answers")
                                .stream()
                                .map(answer -> new Answer(answer.text("text"), answer.count("voters"),
                                        answer.flag("chosen")))
                                .toList());
    }

    private static @Nullable Contact contact(Fields message) {
        Fields contact = message.object("contact_information");
        return contact == null ? null
                : new Contact(contact.name("first_name"), contact.name("last_name"), contact.text("phone_number"));
    }

    private static @Nullable Place place(Fields message) {
        Fields point = message.object("location_information");
        if (point == null && !message.says("place_name")) {
            return null;
        }
        return new Place(point == null ? null : point.decimal("latitude"),
                point == null ? null : point.decimal("longitude"), message.text("place_name"), message.text("address"),
                message.seconds("live_location_period_seconds"));
    }

    private static @Nullable Game game(Fields message) {
        return message.says("game_title")
                ? new Game(message.text("game_title"), message.text("game_description"), message.text("game_link"))
                : null;
    }

    // Telegram Desktop writes the object as a text.
    private static @Nullable Invoice invoice(Fields message) {
        Fields invoice = message.object("invoice_information");
        if (invoice == null && message.node().path("invoice_information").isString()) {
            invoice = parsed(message.node().path("invoice_information").asString());
        }
        return invoice == null ? null
                : new Invoice(invoice.text("title"), invoice.text("description"), invoice.whole("amount"),
                        invoice.text("currency"));
    }

    private static @Nullable Fields parsed(String text) {
        try {
            JsonNode node = TelegramMessages.tree(text);
            return node.isObject() ? new Fields(node) : null;
        } catch (JacksonException _) {
            return null;
        }
    }

    private static @Nullable Checklist checklist(Fields message) {
        Fields list = message.object("todo_list");
        if (list == null) {
            return null;
        }
        List<Fields> items = list.objects("answers").isEmpty() ? list.objects("items") : list.objects("answers");
        return new Checklist(list.text("title"),
                items.stream().map(item -> new Task(item.text("text"), done(item))).toList());
    }

    private static @Nullable Boolean done(Fields item) {
        boolean told = item.says("completed_by") || item.says("completion_date");
        return told ? Boolean.TRUE : item.flag("completed");
    }

    private static @Nullable Giveaway giveaway(Fields message) {
        Fields giveaway = message.object("giveaway_information");
        Fields given = giveaway == null ? message.object("giveaway_results") : giveaway;
        return given == null ? null
                : new Giveaway(first(given.count("quantity"), given.count("winners_count")), given.count("months"),
                        given.text("until_date"), given.text("additional_prize"));
    }

    private static <T> @Nullable T first(@Nullable T one, @Nullable T other) {
        return one == null ? other : one;
    }
}
