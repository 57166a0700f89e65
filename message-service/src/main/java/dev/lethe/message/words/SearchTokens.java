package dev.lethe.message.words;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedDeque;

import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.lethe.platform.vault.SubjectKey;

/// Makes the search entries of messages, under a key of one owner and one chat: a key of the owner alone would let
/// anyone map the index by mailing a dictionary to its owner.
///
/// Each word has one entry of eleven characters: four that are the chat's, three of its first letters, four of all of
/// it. So the entries of a chat lie side by side in the index, and one entry finds a word both whole and by its
/// beginning.
@Component
public class SearchTokens {
    /// What splits and folds, and what is made of it; entries of another version are not found.
    static final int VERSION = 4;
    private static final String PURPOSE = "search-" + VERSION;
    private static final byte[] DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
            .getBytes(StandardCharsets.US_ASCII);
    private static final int OF_CHAT = 4;
    private static final int OF_BEGINNING = 3;
    private static final int OF_WORD = 4;
    private static final int WITH_SEPARATOR = OF_CHAT + OF_BEGINNING + OF_WORD + 1;
    private static final byte[] WHATEVER_FOLLOWS = {':', '*'};

    private static final SecretKeySpec NO_KEY = new SecretKeySpec(new byte[Terms.DIGEST], "AES");

    private final Words words;
    private final Deque<Cipher> idle = new ConcurrentLinkedDeque<>();

    public SearchTokens(Words words) {
        this.words = words;
    }

    /// What the message's entries are made of, for all its holders at once: splitting costs as much as a key.
    public Terms terms(List<String> texts) {
        return Terms.ofMessage(texts.stream().flatMap(text -> words.split(text).stream()).toList());
    }

    /// The entries of a message in a chat as one owner has it, as the text of a `tsvector`; empty when it has no words.
    public String entries(SubjectKey key, UUID chat, Terms message) {
        return message.count() == 0 ? ""
                : joined(message, ' ', ByteBuffer.wrap(enciphered(key, List.of(chat), message.blocks())));
    }

    /// What finds the messages of each chat that have all of the terms, as texts of `tsquery`s; nulls for no terms.
    public List<@Nullable String> queries(SubjectKey key, List<UUID> chats, Terms terms) {
        if (terms.count() == 0) {
            return Collections.nCopies(chats.size(), null);
        }
        ByteBuffer blocks = ByteBuffer.wrap(enciphered(key, chats, terms.blocks()));
        List<@Nullable String> queries = new ArrayList<>(chats.size());
        for (int i = 0; i < chats.size(); i++) {
            queries.add(joined(terms, '&', blocks));
        }
        return queries;
    }

    /// @param blocks stands at the chat's first, and afterwards behind its last
    private static String joined(Terms terms, char separator, ByteBuffer blocks) {
        ByteBuffer text = ByteBuffer.allocate(terms.count() * WITH_SEPARATOR);
        int chat = digits(blocks);
        for (Terms.Term term : terms.values()) {
            write(text, chat, OF_CHAT);
            write(text, digits(blocks), OF_BEGINNING);
            int word = digits(blocks);
            if (term.word() == null) {
                text.put(WHATEVER_FOLLOWS);
            } else {
                write(text, word, OF_WORD);
            }
            text.put((byte) separator);
        }
        return new String(text.array(), 0, text.position() - 1, StandardCharsets.US_ASCII);
    }

    // A block has more bits than are needed of it.
    private static int digits(ByteBuffer blocks) {
        int digits = blocks.getInt();
        blocks.position(blocks.position() + Terms.DIGEST - Integer.BYTES);
        return digits;
    }

    private static void write(ByteBuffer text, int digits, int count) {
        int left = digits;
        for (int i = 0; i < count; i++) {
            text.put(DIGITS[left >>> (Integer.SIZE - 6)]);
            left <<= 6;
        }
    }

    /// The blocks for each of the chats: a cipher makes a mask of each chat, and, under another key, the result of each
    /// block with the mask on it. The blocks are digests, distinct and of no structure, so the cipher by itself is the
    /// pseudo-random function that is needed, and it does all of them in one call.
    @SuppressWarnings("InsecureCipherMode")
    private byte[] enciphered(SubjectKey key, List<UUID> chats, byte[] blocks) {
        byte[] keys = key.secret(PURPOSE);
        Cipher used = idle.pollFirst();
        try {
            Cipher cipher = used == null ? Cipher.getInstance("AES/ECB/NoPadding") : used;
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(keys, 0, Terms.DIGEST, "AES"));
            byte[] masks = cipher.doFinal(bytes(chats));
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(keys, Terms.DIGEST, Terms.DIGEST, "AES"));
            byte[] enciphered = cipher.doFinal(masked(blocks, masks));
            cipher.init(Cipher.ENCRYPT_MODE, NO_KEY);
            idle.offerFirst(cipher);
            return enciphered;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES failed", e);
        } finally {
            Arrays.fill(keys, (byte) 0);
        }
    }

    private static byte[] masked(byte[] blocks, byte[] masks) {
        byte[] masked = new byte[masks.length / Terms.DIGEST * blocks.length];
        for (int i = 0; i < masked.length; i++) {
            int mask = i / blocks.length * Terms.DIGEST + i % Terms.DIGEST;
            masked[i] = (byte) (blocks[i % blocks.length] ^ masks[mask]);
        }
        return masked;
    }

    private static byte[] bytes(List<UUID> chats) {
        ByteBuffer bytes = ByteBuffer.allocate(chats.size() * Terms.DIGEST);
        chats.forEach(chat -> bytes.putLong(chat.getMostSignificantBits()).putLong(chat.getLeastSignificantBits()));
        return bytes.array();
    }
}
