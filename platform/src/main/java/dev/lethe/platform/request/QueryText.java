package dev.lethe.platform.request;

import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The parameters of a query as they came, percent-encoded UTF-8 if they are to be read.
final class QueryText {

    private QueryText() {
    }

    /// The name of the first parameter that cannot be read; empty if it is the name itself.
    static Optional<String> unreadable(String query) {
        if (query.indexOf('%') < 0) {
            return Optional.empty();
        }
        for (String parameter : query.split("&", -1)) {
            if (decoded(parameter).isEmpty()) {
                return Optional.of(decoded(parameter.split("=", 2)[0]).orElse(""));
            }
        }
        return Optional.empty();
    }

    // Tomcat replaces what is no UTF-8, and tells the value; URLDecoder replaces it, too, but not in Latin-1.
    private static Optional<String> decoded(String encoded) {
        try {
            byte[] bytes = URLDecoder.decode(encoded, StandardCharsets.ISO_8859_1)
                    .getBytes(StandardCharsets.ISO_8859_1);
            return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
