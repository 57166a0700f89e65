package dev.lethe.message.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import dev.lethe.message.history.MessageKind;
import dev.lethe.message.history.MessageRow;
import dev.lethe.message.mailbox.ChatId;
import dev.lethe.message.mailbox.Cursor;
import dev.lethe.message.mailbox.MessageId;

class AppendedTest {
    private static final UUID OWNER = UUID.randomUUID();
    private static final UUID ERA = UUID.randomUUID();

    private final Appended appended = new Appended();

    @Test
    void keepsWhatFollowsAndGivesItAwayOnce() {
        assertThat(appended.add(rows(5, 6))).isTrue();
        assertThat(appended.add(rows(7))).isTrue();

        assertThat(appended.take()).extracting(MessageRow::seq).containsExactly(5L, 6L, 7L);
        assertThat(appended.take()).isEmpty();
    }

    @Test
    void refusesWhatLeavesAGapOrComesLate() {
        appended.add(rows(5));

        assertThat(appended.add(rows(7))).isFalse();
        assertThat(appended.add(rows(4))).isFalse();
        assertThat(appended.add(rows(5))).isFalse();
        assertThat(appended.take()).extracting(MessageRow::seq).containsExactly(5L);
    }

    @Test
    void keepsNoMoreThanASlowDeviceMayHold() {
        appended.add(LongStream.rangeClosed(1, 16).mapToObj(seq -> row(seq, 10)).toList());
        assertThat(appended.add(rows(17))).isFalse();
        appended.take();

        assertThat(appended.add(List.of(row(1, 16 * 1024)))).isTrue();
        assertThat(appended.add(rows(2))).isFalse();
    }

    @Test
    void followsOnlyACursorRightBeforeIt() {
        assertThat(Appended.follow(at(4), rows(5, 6))).isTrue();
        assertThat(Appended.follow(at(3), rows(5, 6))).isFalse();
        assertThat(Appended.follow(at(5), rows(5, 6))).isFalse();
        assertThat(Appended.follow(at(4), rows(5, 7))).isFalse();
        assertThat(Appended.follow(new Cursor(OWNER, ERA, 4, UUID.randomUUID()), rows(5))).isFalse();
    }

    private static Cursor at(long seq) {
        return new Cursor(OWNER, ERA, seq);
    }

    private static List<MessageRow> rows(long... seqs) {
        return LongStream.of(seqs).mapToObj(seq -> row(seq, 10)).toList();
    }

    private static MessageRow row(long seq, int bytes) {
        return new MessageRow(new MessageId(seq), new ChatId(UUID.randomUUID()), UUID.randomUUID(), MessageKind.TEXT,
                null, new byte[bytes], seq, 0);
    }
}
