package dev.lethe.endtoend.gate;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.lethe.endtoend.Person;
import dev.lethe.endtoend.Running;
import dev.lethe.test.residue.Canary;

/// Case 67: what is no HTTP, or two readings of it, is refused with a problem, and costs nobody else an answer.
@Tag("case-67")
class OddHttpStory {

    private static final int SLOW_HEADS = 200;
    private static final int IN_A_ROW = 20;
    private static final JsonMapper JSON = new JsonMapper();

    private final Canary canary = Canary.random("a word of odd HTTP");
    private final Line line = Line.number(Running.suite().gateway(), 40);
    private final Person ann = Person.called("Ann");
    private Leftovers leftovers;

    @BeforeEach
    void begin() throws IOException {
        leftovers = Leftovers.since();
    }

    @Test
    void refusesWhatIsNoHttpAndSparesTheNeighbours() throws Exception {
        List<String> faults = new ArrayList<>();
        try (Neighbour neighbour = new Neighbour(Line.number(Running.suite().gateway(), 41), ann)) {
            for (OddRequest odd : OddRequest.all(canary.value())) {
                String fault = faultOf(odd);
                if (!fault.isEmpty()) {
                    faults.add(odd + ": " + fault);
                }
            }
            assertThat(neighbour.wrongAnswers()).isEmpty();
            assertThat(neighbour.answers()).isPositive();
        }

        assertThat(faults).isEmpty();
        leftovers.assertNone(List.of(canary));
    }

    private String faultOf(OddRequest odd) {
        try {
            Answer answer = line.answer(odd.bytes());
            if (!Integer.toString(answer.status()).matches(odd.answers())) {
                return "answered " + answer.status() + " " + Sample.shortened(answer.text());
            }
            return answer.status() < 400 ? "" : faultOfProblem(answer);
        } catch (IOException e) {
            return "no answer: " + e;
        }
    }

    private String faultOfProblem(Answer answer) {
        if (!answer.mediaType().equals("application/problem+json")) {
            return "is no problem: " + answer.headers();
        }
        JsonNode problem = JSON.readTree(answer.body());
        boolean isWhole = problem.path("status").asInt(0) == answer.status() && problem.has("code")
                && problem.has("title");
        boolean isProtected = answer.header("x-content-type-options").equals("nosniff")
                && answer.has("content-security-policy") && !answer.has("server");
        boolean isSilent = !(answer.headers() + answer.text()).contains(canary.value());
        return isWhole && isProtected && isSilent ? "" : answer.headers() + Sample.shortened(answer.text());
    }

    @Test
    void answersPipelinedRequestsInTheirOrderEachToItsCaller() throws Exception {
        Person ben = Person.called("Ben");
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < IN_A_ROW; i++) {
            all.writeBytes(Neighbour.question(i % 2 == 0 ? ann : ben));
        }
        try (Socket socket = line.open()) {
            socket.getOutputStream().write(all.toByteArray());
            BufferedInputStream in = new BufferedInputStream(socket.getInputStream());

            for (int i = 0; i < IN_A_ROW; i++) {
                assertThat(Answer.from(in).text()).contains((i % 2 == 0 ? ann : ben).id().toString());
            }
        }
    }

    @Test
    void answersOthersWhileHeadsComeSlowly() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try (Neighbour neighbour = new Neighbour(Line.number(Running.suite().gateway(), 41), ann)) {
            for (int i = 0; i < SLOW_HEADS; i++) {
                slow.add(line.open());
                slow.getLast().getOutputStream().write("GET /v1/me HTTP/1.1\r\nX: ".getBytes(ISO_8859_1));
            }
            for (Socket socket : slow) {
                socket.getOutputStream().write(canary.value().charAt(0));
            }
            assertThat(line.answer(Neighbour.question(ann)).status()).isEqualTo(200);
            assertThat(neighbour.wrongAnswers()).isEmpty();
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }
}
