package dev.lethe.endtoend.gate;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.lethe.endtoend.Person;
import dev.lethe.endtoend.Running;

/// Case 48: nobody is taken for somebody else, whatever a token or a header says.
@Tag("case-48")
class ForgeryStory {

    private static final List<String> CALLS = List.of("/v1/me", "/v1/chats", "/v1/contacts",
            "/v1/files/" + UUID.randomUUID());

    private final Line line = Line.number(Running.suite().gateway(), 42);
    private final Person ann = Person.called("Ann");
    private final Person ben = Person.called("Ben");

    @Test
    void takesNoForgedToken() throws Exception {
        List<String> taken = new ArrayList<>();
        try (ServerSocket remote = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "http://127.0.0.1:" + remote.getLocalPort() + "/keys.json";
            Map<String, String> forged = ForgedTokens.of(ann.session().accessToken(), ben.id().toString(), address,
                    known());
            for (Map.Entry<String, String> token : forged.entrySet()) {
                for (String call : CALLS) {
                    Answer answer = asked(call, "Authorization: Bearer " + token.getValue());
                    if (answer.status() != 401 || !answer.text().contains("\"unauthenticated\"")) {
                        taken.add(token.getKey() + " at " + call + ": " + answer.status());
                    }
                }
            }
            assertThat(taken).isEmpty();
            assertThat(wasAsked(remote)).as("somebody asked for a key that a token names").isFalse();
        }
        assertThat(asked("/v1/me", bearer(ann)).status()).isEqualTo(200);
    }

    /// What anybody may read, or guess.
    private List<String> known() throws IOException {
        List<String> known = new ArrayList<>(
                List.of("secret", "lethe", "changeit", "0".repeat(32), ann.id().toString()));
        String published = asked("/v1/erasures/keys").text();
        known.add(published);
        known.addAll(List.of(published.split("\"")));
        known.removeIf(text -> text.length() < 4);
        return known;
    }

    // Connections wait in its queue until they are accepted.
    private static boolean wasAsked(ServerSocket remote) throws IOException {
        remote.setSoTimeout(1);
        try {
            remote.accept().close();
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    @Test
    void takesOneTokenFromOneHeader() throws Exception {
        String basic = "Authorization: Basic " + ann.session().accessToken();

        for (String[] headers : new String[][] {{bearer(ann), bearer(ben)}, {bearer(ann), "Authorization: x"},
            {"Authorization: x", bearer(ann)},
            {bearer(ann), bearer(ann)}, {basic}, {bearer(ann) + ", " + bearer(ben).substring(15)},
            {"Cookie: access_token=" + ann.session()
                    .accessToken()},
            {"Proxy-" + bearer(ann)}, {"X-" + bearer(ann)}}) {
            for (String call : CALLS) {
                assertThat(asked(call, headers).status()).as("%s of %d headers", call, headers.length).isIn(400, 401);
            }
        }
        assertThat(asked("/v1/me?access_token=" + ann.session().accessToken()).status()).isEqualTo(401);
    }

    @Test
    @Tag("case-38")
    void believesNoClaimsAboutTheCaller() throws Exception {
        for (String name : List.of("X-User-Id", "X-Account-Id", "X-Caller-Id", "X-Caller", "X-Lethe-Account",
                "X-Lethe-Caller", "X-Lethe-Session",
                "X-Remote-User", "Remote-User", "X-Forwarded-User", "X-Forwarded-Access-Token", "X-Auth-Request-User",
                "X-Original-User",
                "X-SSL-Client-CN", "SSL-Client-Cert", "X-Client-Cert", "X-Forwarded-Client-Cert", "Forwarded")) {
            String claim = name + ": " + ben.id();

            assertThat(asked("/v1/me", bearer(ann), claim).text()).as(name).contains(ann.id().toString())
                    .doesNotContain(ben.id().toString());
            assertThat(asked("/v1/me", claim).status()).as(name).isEqualTo(401);
        }
    }

    @Test
    @Tag("case-68")
    void leadsNowhereElse() throws Exception {
        for (String header : List.of("X-Original-URL", "X-Rewrite-URL", "X-Forwarded-Prefix", "X-Forwarded-Path")) {
            for (String path : List.of("/internal/v1/revocations", "/actuator/health", "/v3/api-docs")) {
                assertThat(asked(path, header + ": /v1/me", bearer(ann)).status()).isEqualTo(404);
                assertThat(asked("/v1/me", header + ": " + path, bearer(ann)).text()).contains(ann.id().toString());
            }
        }
        assertThat(asked("/v1/me", "X-HTTP-Method-Override: DELETE", bearer(ann)).text()).contains(ann.id().toString());
    }

    private static String bearer(Person person) {
        return "Authorization: Bearer " + person.session().accessToken();
    }

    private Answer asked(String path, String... headers) throws IOException {
        String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        return line.answer(
                ("GET " + path + " HTTP/1.1\r\nHost: x\r\n" + more + "Connection: close\r\n\r\n").getBytes(ISO_8859_1));
    }
}
