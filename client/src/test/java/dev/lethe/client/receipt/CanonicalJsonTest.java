package dev.lethe.client.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.json.JsonMapper;

class CanonicalJsonTest {

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            { "b" : 1, "a" : [ true, null, {} , [] ] } ~ {"a":[true,null,{},[]],"b":1}
            {"\\u20ac":1,"\\r":2,"\\ud83d\\ude00":3,"\\ufb33":4} ~ {"\\r":2,"€":1,"😀":3,"\uFB33":4}
            "\\u000f\\u00e9\\n/\\u005c\\"" ~ "\\u000fé\\n/\\\\\\""
            -9007199254740992 ~ -9007199254740992
            """)
    void writesAValueInOneWayOnly(String json, String canonical) {
        assertThat(CanonicalJson.of(JsonMapper.shared().readTree(json))).isEqualTo(canonical);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "1e30", "9007199254740993"})
    void refusesNumbersThatCouldBeRounded(String number) {
        assertThatThrownBy(() -> CanonicalJson.of(JsonMapper.shared().readTree(number)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
