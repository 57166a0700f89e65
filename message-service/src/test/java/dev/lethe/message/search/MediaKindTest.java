package dev.lethe.message.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import dev.lethe.message.history.MessageBody;
import dev.lethe.message.history.MessageBody.FileDetails;

class MediaKindTest {
    private static MediaKind of(String type) {
        MessageBody body = new MessageBody("caption", new FileDetails("name", type, 1), null, null, null);
        return Stream.of(MediaKind.values()).filter(kind -> kind.isOf(body)).reduce((_, _) -> {
            throw new AssertionError("two kinds");
        }).orElseThrow();
    }

    @Test
    void goesByTheFamilyOfTheType() {
        assertThat(of("image/jpeg")).isEqualTo(MediaKind.PHOTO);
        assertThat(of(" Video/MP4")).isEqualTo(MediaKind.VIDEO);
        assertThat(of("audio/ogg; codecs=opus")).isEqualTo(MediaKind.AUDIO);
        assertThat(of("application/pdf")).isEqualTo(MediaKind.DOCUMENT);
        assertThat(of("")).isEqualTo(MediaKind.DOCUMENT);
    }

    @Test
    void isNoneWithoutAFile() {
        assertThat(MediaKind.values()).noneMatch(kind -> kind.isOf(MessageBody.ofText("photo")));
    }

    @Test
    void isParsedByItsWord() {
        assertThat(MediaKind.parse("video")).isEqualTo(MediaKind.VIDEO);
        assertThat(MediaKind.parse(null)).isNull();
        assertThat(MediaKind.parse("film")).isNull();
    }
}
