package dev.lethe.media.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.lethe.platform.problem.Problem;

@Tag("case-64")
class ByteRangeTest {
    @ParameterizedTest
    @CsvSource({"bytes=0-9,0,9", "bytes=90-,90,99", "bytes=-10,90,99", "bytes=0-1000,0,99", "bytes=-1000,0,99",
        "bytes=99-99,99,99"})
    void readsASingleRange(String header, long first, long last) {
        assertThat(ByteRange.of(header, 100)).isEqualTo(new ByteRange(first, last, true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=100-", "bytes=100-200", "bytes=-0"})
    void refusesWhatIsNotWithinTheFile(String header) {
        assertThatThrownBy(() -> ByteRange.of(header, 100)).isInstanceOf(Problem.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=5-2", "bytes=-", "bytes=0-1,2-3", "bytes=0-0,-1", "bytes=abc", "bytes=\u0080",
        "bytes=0-99999999999999999999", "bytes="})
    void answersWhatCannotBeReadWithTheWholeFile(String header) {
        assertThat(ByteRange.of(header, 100)).isEqualTo(ByteRange.whole(100));
    }

    @Test
    void ignoresOtherUnits() {
        assertThat(ByteRange.of("lines=1-2", 100)).isEqualTo(new ByteRange(0, 99, false));
        assertThat(ByteRange.of(null, 100)).isEqualTo(new ByteRange(0, 99, false));
    }
}
