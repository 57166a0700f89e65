package dev.lethe.endtoend.gate;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.lethe.endtoend.Person;
import dev.lethe.endtoend.Running;
import dev.lethe.endtoend.gate.AccessMatrix.Role;
import dev.lethe.endtoend.gate.AccessMatrix.Row;

/// Case 66: who is answered what by each call that names something, and that what is not yours looks like what is not there.
@Tag("case-66")
class AccessStory {

    private final List<Operation> operations = ApiDocuments.operations();
    private final List<Row> rows = AccessMatrix.rows(operations);
    private final Line line = Line.number(Running.suite().gateway(), 43);

    @Test
    void knowsEveryCallThatNamesSomething() {
        assertThat(rows.stream().map(row -> row.operation().id()).collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(AccessMatrix.naming(operations));
    }

    @Test
    void answersEachWhatIsTheirs() throws Exception {
        Things things = Things.made();
        List<String> faults = new ArrayList<>();
        for (Row row : rows) {
            for (Role role : Role.values()) {
                if (row.expected().containsKey(role)) {
                    faults.addAll(faults(row, role, things));
                }
            }
        }

        assertThat(faults).isEmpty();
    }

    private List<String> faults(Row row, Role role, Things things) throws IOException {
        Person caller = things.who(role);
        Answer answer = asked(row, name -> things.value(name, caller), caller.session().accessToken());
        List<String> faults = new ArrayList<>();
        if (!Integer.valueOf(answer.status()).equals(row.expected().get(role))) {
            faults.add(row + " by " + role + ": " + answer.status() + " " + Sample.shortened(answer.text()));
        }
        if ((role == Role.STRANGER || answer.status() == 404) && !row.shared().contains(role)) {
            Answer absent = asked(row, name -> things.absent(name, caller), caller.session().accessToken());
            if (!shown(answer).equals(shown(absent))) {
                faults.add(
                        row + " by " + role + " tells what is there: " + shown(answer) + " and not " + shown(absent));
            }
        }
        return faults;
    }

    /// What a caller can tell one refusal from another by.
    private static String shown(Answer answer) {
        return answer.status() + " " + answer.header("content-type")
                + (answer.status() < 400 ? "" : " " + answer.text());
    }

    @Test
    void answersNobodyAndTheErased() throws Exception {
        Person erased = Person.called("Eli");
        String token = erased.session().accessToken();
        erased.deletesAccount();
        List<String> faults = new ArrayList<>();
        for (Operation operation : operations) {
            for (String shown : List.of("", token)) {
                Sample sample = new Samples(operation, new Dice(7, 0), new Learned(), "word").good();
                if (!shown.isEmpty()) {
                    sample.token(shown);
                }
                Answer answer = line.answer(sample.bytes());
                boolean isRefused = answer.status() == 401 && answer.text().contains("\"unauthenticated\"");
                if (isRefused == operation.isOpen()) {
                    faults.add(operation + " with" + (shown.isEmpty() ? "out a" : " the erased account's") + " token: "
                            + answer.status());
                }
            }
        }

        assertThat(faults).isEmpty();
    }

    private Answer asked(Row row, UnaryOperator<String> things, String token) throws IOException {
        Operation operation = row.operation();
        String path = operation.path();
        String query = "";
        for (var id : row.ids().entrySet()) {
            String place = "{" + id.getKey() + "}";
            String value = things.apply(id.getValue());
            query += path.contains(place) ? "" : (query.isEmpty() ? "?" : "&") + id.getKey() + "=" + value;
            path = path.replace(place, value);
        }
        byte[] body = Things.filled(row.body(), things).getBytes(UTF_8);
        String type = body.length == 0 ? ""
                : "Content-Type: application/json\r\nContent-Length: " + body.length + "\r\n";
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(
                (operation.method() + " " + path + query + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + token
                        + "\r\n" + type + "Connection: close\r\n\r\n").getBytes(ISO_8859_1));
        request.writeBytes(body);
        return line.answer(request.toByteArray());
    }
}
