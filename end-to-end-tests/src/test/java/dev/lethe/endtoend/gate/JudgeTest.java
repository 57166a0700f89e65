package dev.lethe.endtoend.gate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

class JudgeTest {

    private static final String CANARY = "QzTwIk7Yb2mLpV4sXc9aRd0e";
    private static final String ME = "{\"id\":\"00000000-0000-4000-8000-000000000001\",\"number\":\"+49301234567\"}";
    private static final String GONE = "{\"type\":\"urn:lethe:problem:not-found\",\"title\":\"x\",\"status\":404,\"code\":\"not-found\"%s}";

    private final Judge judge = new Judge(CANARY);

    @Test
    void findsNothingWrongWithWhatIsDocumented() {
        assertThat(faults(200, "application/json", ME)).isEmpty();
        assertThat(faults(404, "application/problem+json", GONE.formatted(""))).isEmpty();
        assertThat(faults(404, "application/problem+json",
                GONE.formatted(",\"errors\":[{\"field\":\"" + CANARY + "\",\"message\":\"is not a known field\"}]")))
                .isEmpty();
    }

    @Test
    void findsASuccessThatIsOffItsSchema() {
        assertThat(faults(200, "application/json", ME.replace("\"id\"", "\"ids\""))).hasSizeGreaterThan(1);
        assertThat(faults(200, "application/json", ME.replace("}", ",\"more\":1}"))).hasSize(1);
        assertThat(faults(200, "application/json", ME.replace("-8000-", "-"))).hasSize(1);
        assertThat(faults(200, "application/json", ME.replace("\"+49301234567\"", "null"))).hasSize(1);
        assertThat(faults(200, "application/json", "no JSON")).containsExactly("no JSON");
        assertThat(faults(200, "text/html", ME)).containsExactly("is no JSON");
        assertThat(faults(201, "application/json", ME)).contains("status is not documented");
    }

    @Test
    void findsAProblemThatIsNone() {
        assertThat(faults(404, "text/html", "<html>")).containsExactly("is no problem");
        assertThat(faults(500, "application/problem+json", GONE.formatted(""))).contains("is a fault of the server");
        assertThat(faults(400, "application/problem+json", GONE.formatted(""))).contains("problem contradicts itself",
                "problem is not documented: not-found");
        assertThat(faults(404, "application/problem+json", GONE.replace("not-found", "made-up").formatted("")))
                .containsExactly("problem is not documented: made-up");
        assertThat(faults(404, "application/problem+json", GONE.formatted(",\"detail\":\"" + CANARY + "\"")))
                .containsExactly(
                        "problem repeats the request or shows a stack");
        assertThat(faults(503, "application/problem+json", GONE.formatted(""))).contains("no retry-after");
    }

    @Test
    void findsWhatIsMissingAround() {
        Sample sample = new Sample(operation("getMe"), "/v1/me");
        sample.token("x");
        Map<String, String> headers = headers("application/json");
        headers.remove("content-security-policy");
        headers.put("server", "x");

        assertThat(judge.faults(sample, new Answer(200, headers, ME.getBytes(UTF_8)))).containsExactly(
                "no content-security-policy", "tells server");
        assertThat(judge.faults(new Sample(operation("getMe"), "/v1/me"),
                new Answer(200, headers("application/json"), ME.getBytes(UTF_8))))
                .containsExactly("answers without a token");
    }

    @Test
    void findsHeadersThatRepeatTheRequestButTakesTheNamesOfFiles() {
        Sample sample = new Sample(operation("getMe"), "/v1/me");
        sample.token("x");
        Map<String, String> named = headers("application/json");
        named.put("content-disposition", "attachment; filename=" + CANARY);
        Map<String, String> reflecting = headers("application/json");
        reflecting.put("location", "/" + CANARY);

        assertThat(judge.faults(sample, new Answer(200, named, ME.getBytes(UTF_8)))).isEmpty();
        assertThat(judge.faults(sample, new Answer(404, named, GONE.formatted("").getBytes(UTF_8))))
                .contains("repeats the request in a header");
        assertThat(judge.faults(sample, new Answer(200, reflecting, ME.getBytes(UTF_8))))
                .containsExactly("repeats the request in a header");
    }

    @Test
    void findsABodyThatShouldNotHaveBeenTaken() {
        for (String body : List.of("{\"firstName\":5}", "{\"firstName\":\"" + "x".repeat(65) + "\"}",
                "{\"other\":\"x\"}")) {
            Sample sample = new Sample(operation("changeMe"), "/v1/me");
            sample.token("x");
            sample.body("application/json", body.getBytes(UTF_8));

            assertThat(judge.faults(sample, new Answer(200, headers("application/json"), ME.getBytes(UTF_8))))
                    .hasSize(1)
                    .first().asString().startsWith("takes what its document refuses");
        }
    }

    private List<String> faults(int status, String type, String body) {
        Sample sample = new Sample(operation("getMe"), "/v1/me");
        sample.token("x");
        return judge.faults(sample, new Answer(status, headers(type), body.getBytes(UTF_8)));
    }

    private static Operation operation(String id) {
        return ApiDocuments.operations().stream().filter(it -> it.id().equals(id)).findFirst().orElseThrow();
    }

    private static Map<String, String> headers(String type) {
        Map<String, String> headers = new HashMap<>();
        for (String name : List.of("content-security-policy", "x-content-type-options", "x-frame-options",
                "referrer-policy",
                "cross-origin-opener-policy", "cross-origin-resource-policy", "permissions-policy", "cache-control")) {
            headers.put(name, "x");
        }
        headers.put("content-type", type);
        return headers;
    }
}
