package dev.lethe.message.words;

import java.util.List;
import java.util.UUID;

import org.springframework.stereotype.Component;

import dev.lethe.platform.vault.SubjectKey;

/// Makes the search entries of messages.
@Component
public class SearchTokens {
    /// The entries of a message in a chat as one owner has it.
    ///
    /// @param texts what it is to be found by
    public long[] of(SubjectKey key, UUID chat, List<String> texts) {
        return new long[0];
    }
}
