package dev.lethe.key.share;

import java.util.Map;
import java.util.Set;

import dev.lethe.key.KeyProblems;
import dev.lethe.platform.vault.Reader;

/// Which role may have shares of which readers.
final class ReaderRoles {

    private static final Map<String, Set<Reader>> READERS = Map.of("account-service",
            Set.of(Reader.ACCOUNT, Reader.EXCHANGE, Reader.PHONE_INDEX), "message-service",
            Set.of(Reader.MESSAGE, Reader.EXCHANGE), "contact-service",
            Set.of(Reader.CONTACT, Reader.EXCHANGE, Reader.PHONE_INDEX), "media-service", Set.of(Reader.MEDIA));

    private ReaderRoles() {
    }

    /// Answers 403 when the role may not.
    static void check(String role, Reader reader) {
        if (!READERS.getOrDefault(role, Set.of()).contains(reader)) {
            throw KeyProblems.READER_REFUSED.asProblem();
        }
    }
}
