package dev.lethe.account.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

class CanonicalJsonTest {

    @Test
    void sortsMembersAndLeavesNoSpace() {
        var value = Map.of("b", List.of(1, 2L, true), "a", Map.of("z", "x", "A", "y"));

        assertThat(CanonicalJson.write(value)).isEqualTo("{\"a\":{\"A\":\"y\",\"z\":\"x\"},\"b\":[1,2,true]}");
    }

    @Test
    void escapesWhatRfc8785Escapes() {
        assertThat(CanonicalJson.write("\"\\\b\f\n\r\t\u0001ä€")).isEqualTo("\"\\\"\\\\\\b\\f\\n\\r\\t\\u0001ä€\"");
    }
}
