package dev.lethe.endtoend.gate;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.lethe.endtoend.Person;
import dev.lethe.endtoend.Running;
import dev.lethe.test.residue.Canary;

/// Case 85: whatever stands in whatever place of a request, no output, log or temporary file holds it, during or afterwards,
/// and nothing of it is the server's fault.
class FuzzStory {

    private static final int SENDERS = 6;
    // It refuses refresh tokens.
    private static final String REFRESH = "refreshTokens";
    private static final int A_TOKEN = 1_500;

    private final Canary canary = Canary.random("a value of a request");
    private final List<String> faults = Collections.synchronizedList(new ArrayList<>());
    private final ConcurrentLinkedQueue<Socket> held = new ConcurrentLinkedQueue<>();

    @AfterEach
    void letGo() throws IOException {
        for (Socket socket : held) {
            socket.close();
        }
    }

    @Test
    @Tag("case-85")
    @Tag("case-65")
    void keepsNoValueOfARequestAnywhere() throws Exception {
        List<FuzzRequests.Raw> requests = FuzzRequests.of(canary::value);
        FuzzLine line = new FuzzLine(Running.suite().gateway());
        holdForms(line);
        Leftovers leftovers = Leftovers.since();

        sendAll(line, requests);

        assertThat(faults).as("of %d requests", requests.size()).isEmpty();
        assertThat(requests).hasSizeGreaterThan(2_000);
        leftovers.assertNone(List.of(canary));
    }

    private void sendAll(FuzzLine line, List<FuzzRequests.Raw> requests) throws Exception {
        List<String> tokens = new ArrayList<>();
        for (int i = 0; i <= requests.size() / A_TOKEN; i++) {
            tokens.add("Bearer " + Person.called("Fay").session().accessToken());
        }
        try (ExecutorService senders = Executors.newFixedThreadPool(SENDERS)) {
            List<Future<Void>> all = new ArrayList<>();
            for (int i = 0; i < requests.size(); i++) {
                FuzzRequests.Raw request = requests.get(i);
                all.add(senders.submit(sending(line, request, request.ends() ? "" : tokens.get(i / A_TOKEN))));
            }
            for (Future<Void> one : all) {
                one.get();
            }
        }
    }

    private Callable<Void> sending(FuzzLine line, FuzzRequests.Raw request, String authorization) {
        return () -> {
            String answer = line.answer(request, authorization);
            for (int again = 0; again < 3 && answer.startsWith("HTTP/1.1 503"); again++) {
                answer = line.answer(request, authorization);
            }
            judge(request, authorization, answer);
            return null;
        };
    }

    private void judge(FuzzRequests.Raw request, String authorization, String answer) {
        String shown = request.method() + " " + request.operation() + " " + request.target() + " " + request.headers()
                + ": " + answer.lines().findFirst().orElse("nothing");
        if (!answer.matches("(?s)HTTP/1\\.[01] [2-4].*")) {
            faults.add(shown);
        }
        boolean isOwnToken = !authorization.isEmpty()
                && request.headers().stream().noneMatch(header -> header.startsWith("Authorization"));
        if (isOwnToken && answer.startsWith("HTTP/1.1 401") && !request.operation().equals(REFRESH)) {
            faults.add("a valid token is refused: " + shown);
        }
        if (answer.matches("(?s)HTTP/1\\.[01] 4.*") && !request.method().equals("HEAD")
                && !answer.contains("application/problem+json")) {
            faults.add("no problem: " + shown);
        }
    }

    /// Forms that go on for as long as the story does.
    private void holdForms(FuzzLine line) throws IOException {
        for (String path : List.of("/v1/sign-in/codes", "/v1/tokens", "/v1/groups", "/v1/imports", "/v1/contacts/sync",
                "/v1/files")) {
            Socket socket = line.open();
            held.add(socket);
            socket.getOutputStream().write(("POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: 900000\r\n"
                    + "Content-Type: multipart/form-data; boundary=XX\r\n\r\n--XX\r\nContent-Disposition: form-data; "
                    + "name=\"f\"; filename=\"a.txt\"\r\n\r\n" + canary.value().repeat(20_000)).getBytes(ISO_8859_1));
            socket.getOutputStream().flush();
        }
    }
}
