package dev.lethe.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import dev.lethe.client.generated.ApiClient;
import dev.lethe.client.receipt.PublishedKeys;

/// A suite, seen through its gateway: the entry to everything that needs no sign-in yet.
///
/// ```java
/// Lethe lethe = Lethe.at(URI.create("http://localhost:8080"));
/// CodeRequest request = lethe.requestCode("+4915123456789");
/// LetheSession session = lethe.signIn(request.requestId(), code, "My laptop");
/// ```
public final class Lethe {

    private final Calls calls;

    private Lethe(Calls calls) {
        this.calls = calls;
    }

    public static Lethe at(URI gateway) {
        return at(gateway, _ -> {
        });
    }

    /// Tells the listener of every exchange, for logs that may be shown.
    public static Lethe at(URI gateway, Exchange.Listener listener) {
        HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5))
                .version(HttpClient.Version.HTTP_1_1).build();
        return new Lethe(new Calls(gateway, new PatientHttpClient(http, null), listener));
    }

    /// A code on its way.
    ///
    /// @param retryAfter seconds until another one may be asked for
    public record CodeRequest(String requestId, Instant expiresAt, long retryAfter) {}

    /// The state of an erasure; anyone who has the receipt's id may ask.
    ///
    /// @param state   `running` or `done`
    /// @param receipt verbatim, once it is done
    public record Erasure(UUID receiptId, String state, List<Witness> witnesses, @Nullable JsonNode receipt) {

        /// One store or keyholder that has to answer.
        public record Witness(String name, String state) {}
    }

    /// A device that asks to be let in by one that is signed in.
    ///
    /// @param requestId to be kept: whoever has it comes in
    /// @param code      to be shown, or `link` as a picture
    public record DeviceLink(String requestId, String code, String link, Instant expiresAt) {
        @Override
        public String toString() {
            return "DeviceLink[…]";
        }
    }

    private record Device(String deviceName) {}

    private record Linked(String requestId, @Nullable String password) {
        @Override
        public String toString() {
            return "Linked[…]";
        }
    }

    private record Code(String number, @Nullable String delivery) {}

    private record SignIn(String requestId, String code, String deviceName, @Nullable String firstName,
            @Nullable String lastName, @Nullable Boolean quiet, @Nullable String invitation) {}

    /// A recovery code is on its way.
    ///
    /// @param sentTo the address, masked
    public record RecoveryCode(String sentTo, Instant expiresAt) {}

    private record RecoveryAsked(String requestId) {}

    private record RecoveryCodeEntered(String requestId, String code, String deviceName) {}

    private record PasswordGiven(String requestId, String password, String deviceName) {}

    private record SignedIn(UUID accountId, UUID sessionId, @Nullable Boolean registered, String accessToken,
            long expiresIn,
            String refreshToken) {}

    private record Refresh(String refreshToken) {}

    /// Sends a code to a number in international form: to its devices that are signed in, or by text where none was used
    /// lately. Which of both is not told.
    public CodeRequest requestCode(String number) {
        return calls.send("POST", "/v1/sign-in/codes", new Code(number, null), CodeRequest.class);
    }

    /// As [#requestCode], but by text in any case: for people without their devices at hand.
    public CodeRequest requestCodeByText(String number) {
        return calls.send("POST", "/v1/sign-in/codes", new Code(number, "sms"), CodeRequest.class);
    }

    /// Signs in; a new number registers, without a name. Where a password is set, this is refused as `password-required`, and
    /// [#signInWithPassword] goes on with the same request.
    public LetheSession signIn(String requestId, String code, String deviceName) {
        return signIn(requestId, code, deviceName, null, null);
    }

    /// Signs in; a new number registers, with this name.
    public LetheSession signIn(String requestId, String code, String deviceName, @Nullable String firstName,
            @Nullable String lastName) {
        return signIn(new SignIn(requestId, code, deviceName, firstName, lastName, null, null));
    }

    /// As [#signIn(String, String, String, String, String)], but nobody who had saved a new number is told that it joined.
    public LetheSession signInQuietly(String requestId, String code, String deviceName, @Nullable String firstName,
            @Nullable String lastName) {
        return signIn(new SignIn(requestId, code, deviceName, firstName, lastName, true, null));
    }

    /// As [#signIn(String, String, String, String, String)], where a new number was answered `invitation-required`.
    public LetheSession signInInvited(String requestId, String code, String deviceName, String invitation,
            @Nullable String firstName, @Nullable String lastName) {
        return signIn(new SignIn(requestId, code, deviceName, firstName, lastName, null, invitation));
    }

    /// Goes on with the password where a sign-in was answered `password-required`.
    public LetheSession signInWithPassword(String requestId, String password, String deviceName) {
        return session(calls.send("POST", "/v1/sign-in/password", new PasswordGiven(requestId, password, deviceName),
                SignedIn.class));
    }

    /// Asks to be let in by a device that is signed in, which approves the code.
    public DeviceLink requestDeviceLink(String deviceName) {
        return calls.send("POST", "/v1/device-links", new Device(deviceName), DeviceLink.class);
    }

    /// Comes in once the code was approved; until then a `ProblemException` with the code `device-link-pending` says so.
    public LetheSession startLinkedSession(String requestId) {
        return startLinkedSession(requestId, null);
    }

    /// As [#startLinkedSession(String)], with the password where the answer was `password-required`.
    public LetheSession startLinkedSession(String requestId, @Nullable String password) {
        return session(
                calls.send("POST", "/v1/device-links/sessions", new Linked(requestId, password), SignedIn.class));
    }

    /// Has a code mailed to the recovery address where a sign-in was answered `password-required` and the password is
    /// forgotten.
    public RecoveryCode requestRecoveryCode(String requestId) {
        return calls.send("POST", "/v1/sign-in/recovery", new RecoveryAsked(requestId), RecoveryCode.class);
    }

    /// Goes on with the code that was mailed; the password is removed.
    public LetheSession signInWithRecoveryCode(String requestId, String code, String deviceName) {
        return session(calls.send("POST", "/v1/sign-in/recovery/confirmation",
                new RecoveryCodeEntered(requestId, code, deviceName), SignedIn.class));
    }

    private LetheSession signIn(SignIn signIn) {
        return session(calls.send("POST", "/v1/sign-in/sessions", signIn, SignedIn.class));
    }

    private LetheSession session(SignedIn answer) {
        Tokens tokens = new Tokens(new Tokens.Pair(answer.accessToken(), answer.expiresIn(), answer.refreshToken()),
                this::renew);
        return new LetheSession(calls.signedWith(tokens), tokens, answer.accountId(), answer.sessionId(),
                Boolean.TRUE.equals(answer.registered()));
    }

    private Tokens.Pair renew(String refreshToken) {
        return calls.send("POST", "/v1/tokens", new Refresh(refreshToken), Tokens.Pair.class);
    }

    /// Makes one of the generated classes for what needs no sign-in.
    public <A> A api(Function<ApiClient, A> creation) {
        return creation.apply(calls.generated());
    }

    /// How far an erasure is, and its receipt once it is done.
    public Erasure erasure(UUID receiptId) {
        return calls.get("/v1/erasures/" + receiptId, Erasure.class);
    }

    /// The keys against which receipts are checked.
    public PublishedKeys publishedKeys() {
        return calls.get("/v1/erasures/keys", PublishedKeys.class);
    }
}
