package dev.lethe.message.words;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedDeque;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.springframework.stereotype.Component;

import dev.lethe.platform.vault.SubjectKey;

/// Makes the search entries of messages: HMAC-SHA256, cut to 44 bits, under a key of one owner and one
/// chat, behind 20 bits that are the same for the chat. A key of the owner alone would let anyone map the index by
/// mailing a dictionary to its owner.
@Component
public class SearchTokens {
    /// What splits and folds, and what is made of it; entries of another version are not found.
    static final int VERSION = 2;
    private static final String PURPOSE = "search-" + VERSION;
    private static final String ALGORITHM = "HmacSHA256";
    // How many leading bits of an entry are its chat's. So the entries of one copy, and of one chat, lie side by side
    // in the index, and are written and looked up with few of its pages.
    private static final int CHAT_BITS = 20;
    private static final byte[] CHAT = {0};
    private static final SecretKeySpec NO_KEY = new SecretKeySpec(new byte[1], ALGORITHM);

    private final Words words;
    private final Deque<Mac> idle = new ConcurrentLinkedDeque<>();

    public SearchTokens(Words words) {
        this.words = words;
    }

    /// The entries of a message in a chat as one owner has it.
    ///
    /// @param texts what it is to be found by
    public long[] of(SubjectKey key, UUID chat, List<String> texts) {
        return of(key, chat, terms(texts));
    }

    /// What the message's entries are made of, for all its holders at once: splitting costs as much as a key.
    public Terms terms(List<String> texts) {
        return Terms.ofMessage(texts.stream().flatMap(text -> words.split(text).stream()).toList());
    }

    /// The entries of the given terms, sorted, so that they do not tell the order of words.
    public long[] of(SubjectKey key, UUID chat, Terms terms) {
        if (terms.count() == 0) {
            return new long[0];
        }
        Mac mac = idle.pollFirst();
        try {
            Mac keyed = mac == null ? Mac.getInstance(ALGORITHM) : mac;
            keyed.init(new SecretKeySpec(key.blindIndex(PURPOSE, bytes(chat)), ALGORITHM));
            long[] tokens = tokens(keyed, terms);
            keyed.init(NO_KEY);
            idle.offerFirst(keyed);
            return tokens;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA256 failed", e);
        }
    }

    private static long[] tokens(Mac mac, Terms terms) throws GeneralSecurityException {
        long[] tokens = new long[terms.count()];
        byte[] whole = new byte[mac.getMacLength()];
        ByteBuffer cut = ByteBuffer.wrap(whole);
        mac.update(CHAT);
        mac.doFinal(whole, 0);
        long chat = cut.getLong(0) & (-1L << (Long.SIZE - CHAT_BITS));
        for (int i = 0; i < tokens.length; i++) {
            mac.update(terms.values().get(i));
            mac.doFinal(whole, 0);
            tokens[i] = chat | (cut.getLong(0) >>> CHAT_BITS);
        }
        Arrays.sort(tokens);
        return tokens;
    }

    private static byte[] bytes(UUID chat) {
        return ByteBuffer.allocate(16)
                .putLong(chat.getMostSignificantBits())
                .putLong(chat.getLeastSignificantBits())
                .array();
    }
}
