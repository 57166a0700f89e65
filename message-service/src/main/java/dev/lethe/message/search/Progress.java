package dev.lethe.message.search;

import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.lethe.message.MessageProblems;
import dev.lethe.message.mailbox.Cursor;

/// How far a search has come.
///
/// @param before everything from this id on is done
/// @param rest   while only whole words are looked for: from where on beginnings are still to be
record Progress(Phase phase, long before, long rest) {
    /// What counts as found.
    enum Phase {
        /// Words and beginnings together, newest first.
        ALL(0),
        /// Whole words only: too many messages share the beginning.
        WHOLES(1),
        /// What merely begins so, after the whole words.
        BEGINNINGS(2);

        private final long number;

        Phase(long number) {
            this.number = number;
        }

        private static Phase of(long number) {
            return Stream.of(values())
                    .filter(phase -> phase.number == number)
                    .findAny()
                    .orElseThrow(MessageProblems.CURSOR_INVALID::asProblem);
        }
    }

    static Progress start() {
        return new Progress(Phase.ALL, Long.MAX_VALUE, 0);
    }

    static Progress of(@Nullable Cursor cursor, UUID list) {
        if (cursor == null) {
            return start();
        }
        UUID tie = cursor.requireOf(list).tie();
        return new Progress(Phase.of(tie.getMostSignificantBits()), cursor.at(), tie.getLeastSignificantBits());
    }

    Cursor cursor(UUID owner, UUID list) {
        return new Cursor(owner, list, before, new UUID(phase.number, rest));
    }

    Progress at(long id) {
        return new Progress(phase, id, rest);
    }
}
