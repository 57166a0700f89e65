package dev.lethe.test.rules.planted.note;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

final class Notes {
    @Retention(RetentionPolicy.RUNTIME)
    @interface Described {
        String value();
    }

    record Letter(@Described("chosen by the device; the same {id} sends once") UUID id,
            @Described("at most so long; {max} signs") @Nullable String text) {
        int length() {
            return text == null ? 0 : text.length();
        }
    }

    record Query<T>(String query, T of) {}

    record Attachment(UUID id, String name, String type, long size) {}

    record Hidden(@Described("; {") String text) {
        @Override
        public String toString() {
            return "Hidden[redacted]";
        }
    }

    record Words(List<String> names, int number) {}

    record Keyholder(String name, UUID id) {}

    private Notes() {}
}
