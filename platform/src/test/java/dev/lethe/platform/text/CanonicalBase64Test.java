package dev.lethe.platform.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Base64;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalBase64Test {

    @Test
    void readsWhatEncodersWrite() {
        IntStream.range(0, 70).mapToObj(byte[]::new).forEach(bytes -> {
            if (bytes.length > 0) {
                bytes[bytes.length - 1] = (byte) 0xfb;
            }
            assertThat(CanonicalBase64.decode(Base64.getEncoder().encodeToString(bytes))).isEqualTo(bytes);
            assertThat(CanonicalBase64.decodeUrl(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)))
                    .isEqualTo(bytes);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"+w", "-w==", "-x", "-_8=", "-_9", "a", " -w", "-w ", "-w\n", "-.w"})
    void refusesOtherFormsForUrls(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> CanonicalBase64.decodeUrl(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-w==", "+w", "+x==", "+/8", "+/9=", "+w=", "a", " +w==", "+w==\n"})
    void refusesOtherFormsWithPadding(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> CanonicalBase64.decode(text));
    }
}
