package dev.lethe.account.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkCodeTest {

    @Test
    void isReadAsItIsShown() {
        Stream.generate(LinkCode::random).limit(1000).forEach(code -> {
            assertThat(code.shown()).matches("[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}");
            assertThat(LinkCode.parse(code.shown())).contains(code);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"7KQM-2XWD", "7kqm2xwd", " 7KQM 2XWD ", "7-k-q-m-2-x-w-d"})
    void isReadAsPeopleTypeIt(String written) {
        assertThat(LinkCode.parse(written)).contains(new LinkCode("7KQM2XWD"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7KQM", "7KQM-2XW0", "7KQM-2XWDA", "IIII-OOOO", "7KQM-2XW\u0000"})
    void isNothingElse(String written) {
        assertThat(LinkCode.parse(written)).isEmpty();
    }

    @Test
    void tellsNobodyWhatItIs() {
        assertThat(LinkCode.random()).hasToString("LinkCode[…]");
    }
}
