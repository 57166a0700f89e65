package dev.lethe.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.lethe.client.generated.account.ProfileApi;

class LetheSessionTest {

    private static final String ME = "{\"id\":\"11111111-1111-4111-8111-111111111111\",\"number\":\"+4915112345678\"}";
    private static final UUID CHAT = UUID.fromString("33333333-3333-4333-8333-333333333333");

    private final List<Exchange> exchanges = new ArrayList<>();
    private final SuiteServer suite = new SuiteServer();

    LetheSessionTest() throws IOException {
    }

    @AfterEach
    void close() {
        suite.close();
    }

    private LetheSession signedIn() {
        return Lethe.at(suite.address(), exchanges::add).signIn("request", "123456", "laptop");
    }

    @Test
    void signsEachRequest() {
        suite.signsIn(600).answers(200, ME);

        assertThat(signedIn().account().me().number()).isEqualTo("+4915112345678");
        assertThat(suite.asked).extracting(SuiteServer.Asked::authorization).containsExactly(null, "Bearer access-1");
    }

    @Test
    void goesOnWithThePasswordThatIsAskedFor() {
        suite.answers(403, """
                {"type":"urn:lethe:problem:password-required","title":"t","status":403,"code":"password-required",
                 "hint":"as on the fridge"}""").signsIn(600);
        Lethe lethe = Lethe.at(suite.address(), exchanges::add);

        ProblemException asked = catchThrowableOfType(ProblemException.class,
                () -> lethe.signIn("request", "123456", "laptop"));
        lethe.signInWithPassword("request", "four words of mine", "laptop");

        assertThat(asked.text("hint")).isEqualTo("as on the fridge");
        assertThat(asked.text("email")).isNull();
        assertThat(suite.asked.getLast().request()).isEqualTo("POST /v1/sign-in/password");
        assertThat(exchanges.toString()).contains("password-required").doesNotContain("fridge", "words");
    }

    @Test
    void renewsItsTokenWhenRefused() {
        suite.signsIn(600).answers(401, "{}").renews().answers(200, ME);

        signedIn().account().me();

        assertThat(suite.asked).extracting(SuiteServer.Asked::request).containsExactly("POST /v1/sign-in/sessions",
                "GET /v1/me", "POST /v1/tokens", "GET /v1/me");
        assertThat(suite.asked.getLast().authorization()).isEqualTo("Bearer access-2");
        assertThat(suite.asked.get(2).body()).isEqualTo("{\"refreshToken\":\"refresh-1\"}");
    }

    @Test
    void renewsItsTokenBeforeItEnds() {
        suite.signsIn(0).renews().answers(200, ME).answers(200, ME);

        LetheSession session = signedIn();
        session.account().me();
        session.account().me();

        assertThat(suite.asked).extracting(SuiteServer.Asked::request).containsExactly("POST /v1/sign-in/sessions",
                "POST /v1/tokens", "GET /v1/me", "GET /v1/me");
    }

    @Test
    void waitsOutAShortOutage() {
        suite.signsIn(600).answers(503, "{}", "Retry-After", "0").answers(503, "{}", "Retry-After", "1").answers(200,
                ME);

        assertThat(signedIn().account().me().number()).isNotEmpty();
        assertThat(suite.asked).hasSize(4);
    }

    @Test
    void givesUpWhenTheOutageIsLong() {
        suite.signsIn(600).answers(503, "{\"code\":\"unavailable\"}", "Retry-After", "3600");
        LetheSession session = signedIn();

        ProblemException problem = catchThrowableOfType(ProblemException.class, () -> session.account().me());

        assertThat(problem.code()).isEqualTo("unavailable");
        assertThat(problem.retryAfter()).hasHours(1);
    }

    @Test
    void uploadsOnceOnly() {
        suite.signsIn(600).answers(503, "{\"code\":\"unavailable\"}", "Retry-After", "0");
        LetheSession session = signedIn();

        ProblemException problem = catchThrowableOfType(ProblemException.class,
                () -> session.files().upload(new byte[10], "ä b.txt", "text/plain"));

        assertThat(problem.status()).isEqualTo(503);
        assertThat(suite.asked).hasSize(2);
    }

    @Test
    void tellsAProblemByItsCodeAndFields() {
        suite.signsIn(600).answers(400, """
                {"type":"urn:lethe:problem:invalid-request","title":"Invalid","status":400,"code":"invalid-request",
                 "errors":[{"field":"text","message":"is too long"}]}""");
        LetheSession session = signedIn();

        ProblemException problem = catchThrowableOfType(ProblemException.class,
                () -> session.messages().send(CHAT, "hi"));

        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.code()).isEqualTo("invalid-request");
        assertThat(problem.errors()).containsExactly(new ProblemException.FieldError("text", "is too long"));
    }

    @Test
    void lendsItsTokensAndProblemsToTheGeneratedClasses() throws Exception {
        suite.signsIn(600).answers(200, ME, "Content-Type", "application/json").answers(404,
                "{\"code\":\"not-found\"}");
        ProfileApi profile = signedIn().api(ProfileApi::new);

        assertThat(profile.getMe().getNumber()).isEqualTo("+4915112345678");
        ProblemException problem = catchThrowableOfType(ProblemException.class, () -> profile.getAccount(CHAT));

        assertThat(problem.code()).isEqualTo("not-found");
        assertThat(suite.asked.getLast().authorization()).isEqualTo("Bearer access-1");
    }

    @Test
    void showsNoExchangeThatTellsOfPeople() {
        suite.signsIn(600).answers(200, ME);

        signedIn().account().rename("Alice", "Liddell");

        assertThat(exchanges).hasSize(2);
        assertThat(exchanges.toString()).contains("PATCH /v1/me", "11111111-1111-4111-8111-111111111111")
                .doesNotContain("Alice", "+49", "access-1", "refresh-1", "123456", "laptop");
    }
}
