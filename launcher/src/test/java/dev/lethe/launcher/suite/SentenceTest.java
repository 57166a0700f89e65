package dev.lethe.launcher.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("case-90")
class SentenceTest {

    @Test
    void saysWhatIsDeniedAndWhatHelps() {
        assertThat(Sentence.of(new UncheckedIOException(new AccessDeniedException("/srv/lethe"))))
                .isEqualTo(
                        "Permission denied: /srv/lethe. Give it to the user who runs Lethe, or name another folder by "
                                + "LETHE_HOME.");
    }

    @Test
    void saysThatTheDiskIsFull() {
        assertThat(Sentence.of(new IOException("No space left on device"))).startsWith("The disk is full.");
    }

    @Test
    void namesAFailureWithoutWords() {
        assertThat(Sentence.of(new IOException())).contains("IOException");
    }
}
