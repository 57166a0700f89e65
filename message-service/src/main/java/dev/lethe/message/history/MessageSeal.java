package dev.lethe.message.history;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import tools.jackson.databind.DatabindException;
import tools.jackson.databind.json.JsonMapper;

import dev.lethe.message.mailbox.ChatId;
import dev.lethe.message.mailbox.MessageId;
import dev.lethe.message.telegram.TelegramMessage;
import dev.lethe.message.telegram.TelegramMessages;
import dev.lethe.message.words.SearchTokens;
import dev.lethe.message.words.Terms;
import dev.lethe.platform.vault.Place;
import dev.lethe.platform.vault.SealBrokenException;
import dev.lethe.platform.vault.SubjectKey;

/// Seals what a message says for one mailbox and one id, and opens it there only: a sealed value that
/// was moved to another row or owner does not open.
@Component
public class MessageSeal {
    // the first byte of an imported message; of all others it is the brace of a JSON object
    private static final byte IMPORTED = 1;
    private static final int IMPORTED_HEAD = 1 + Long.BYTES;

    /// A message as it stood in an export.
    ///
    /// @param number its id there
    /// @param raw    all that stood there, as JSON
    public record Imported(long number, byte[] raw) {
        @Override
        public String toString() {
            return "Imported[redacted]";
        }
    }

    /// A message made ready once for all of its copies: what is to be sealed, and what it is found by.
    public record Prepared(byte[] json, Terms terms) {
        @Override
        public String toString() {
            return "Prepared[redacted]";
        }
    }

    /// A copy's body and what it is found by.
    public record Sealed(byte[] body, String tokens) {
        @Override
        public String toString() {
            return "Sealed[redacted]";
        }
    }

    private final JsonMapper json = JsonMapper.builder().build();
    private final SearchTokens tokens;

    MessageSeal(SearchTokens tokens) {
        this.tokens = tokens;
    }

    public Prepared prepare(MessageBody body) {
        return new Prepared(json.writeValueAsBytes(body), tokens.terms(body.searchable()));
    }

    /// An imported message is kept as it stood in the export, and only once.
    public Prepared prepare(TelegramMessage message, byte[] raw) {
        byte[] plain = ByteBuffer.allocate(IMPORTED_HEAD + raw.length)
                .put(IMPORTED)
                .putLong(message.number())
                .put(raw)
                .array();
        return new Prepared(plain, tokens.terms(MessageBody.ofImported(message).searchable()));
    }

    /// Seals a holder's copy, in the chat as this holder sees it.
    public Sealed seal(SubjectKey key, UUID owner, ChatId chat, MessageId id, Prepared message) {
        return new Sealed(body(key, owner, id, message), entries(key, chat, message));
    }

    /// A holder's copy without its entries.
    byte[] body(SubjectKey key, UUID owner, MessageId id, Prepared message) {
        return key.seal(place(owner, id), message.json());
    }

    /// What a holder finds the message by, in the chat as this holder sees it.
    public String entries(SubjectKey key, ChatId chat, Prepared message) {
        return tokens.entries(key, chat.value(), message.terms());
    }

    /// Seals what is not to be found by words.
    public byte[] seal(SubjectKey key, UUID owner, MessageId id, MessageBody body) {
        return key.seal(place(owner, id), json.writeValueAsBytes(body));
    }

    /// Opens a message as it stood in an export; null when it did not come from one.
    ///
    /// @throws dev.lethe.platform.vault.SealBrokenException when it was not sealed for this place
    public @Nullable Imported openImported(SubjectKey key, UUID owner, MessageId id, byte[] sealed) {
        return imported(key.open(place(owner, id), sealed));
    }

    private static @Nullable Imported imported(byte[] plain) {
        if (plain.length < IMPORTED_HEAD || plain[0] != IMPORTED) {
            return null;
        }
        return new Imported(ByteBuffer.wrap(plain).getLong(1), Arrays.copyOfRange(plain, IMPORTED_HEAD, plain.length));
    }

    /// Opens a body.
    ///
    /// @throws dev.lethe.platform.vault.SealBrokenException when it was not sealed for this place, or holds words of a newer
    ///                                                      release
    public MessageBody open(SubjectKey key, UUID owner, MessageId id, byte[] sealed) {
        byte[] plain = key.open(place(owner, id), sealed);
        Imported imported = imported(plain);
        return imported == null ? body(plain) : MessageBody.ofImported(TelegramMessages.of(imported.raw()));
    }

    private MessageBody body(byte[] plain) {
        try {
            return json.readValue(plain, MessageBody.class);
        } catch (DatabindException _) {
            // its text would repeat what the message says
            throw new SealBrokenException("A message says what this release cannot read", null);
        }
    }

    /// What a retry of the same send has in common with the first try, and nothing else has.
    ///
    /// @param told what else the device said of it, in a form of fixed places
    public byte[] digest(SubjectKey key, byte[] told, Prepared message) {
        byte[] content = ByteBuffer.allocate(Integer.BYTES + told.length + message.json().length)
                .putInt(told.length)
                .put(told)
                .put(message.json())
                .array();
        return Arrays.copyOf(key.blindIndex("sent", content), 16);
    }

    private static Place place(UUID owner, MessageId id) {
        return Place.of("message", "body", owner, id);
    }
}
