package dev.lethe.account.signin;

import java.time.Instant;
import java.util.UUID;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;

import dev.lethe.platform.caller.Open;
import dev.lethe.platform.number.PhoneNumbers;
import dev.lethe.platform.text.PlainText;

@Open
@RestController
@Tag(name = "sign-in", description = "From a number to a session")
class SignInController {

    record CodeAsked(@NotBlank @Size(max = PhoneNumbers.LONGEST_WRITTEN) @Schema(
            description = "In international form, as people write it",
            example = "+4915112345678") String number,
            @Nullable @Schema(
                    description = """
                            `app` shows the code on the devices that are signed in, and sends a text where none was used within two days; \
                            `sms` sends a text in any case. `app`, unless told.""") CodeWish delivery) {

        @Override
        public String toString() {
            return "CodeAsked[…]";
        }
    }

    record CodeSent(String requestId, Instant expiresAt, long retryAfter) {}

    record SessionAsked(@NotBlank @Size(max = 64) String requestId,
            @NotBlank @Pattern(regexp = "[0-9]{6}", message = "must be six digits") String code,
            @NotBlank @PlainText(max = 64) String deviceName, @Nullable @PlainText(max = 64) String firstName,
            @Nullable @PlainText(max = 64) String lastName,
            @Nullable @Schema(
                    description = """
                            For a new number: whether those who have saved it are not to be told that it joined. Told, unless true.""") Boolean quiet,
            @Nullable @Schema(
                    description = "Whether a number without an account gets one. It does, unless false: then 404 "
                            + "`account-unknown`, and the code can still be used.") Boolean register,
            @Nullable @Size(max = 64) @Schema(
                    description = "For a new number, where the answer is `invitation-required`",
                    example = "7KQF-2MXA-9PWD-HT4R") String invitation) {

        @Override
        public String toString() {
            return "SessionAsked[…]";
        }
    }

    record PasswordGiven(@NotBlank @Size(max = 64) @Schema(
            description = "Of the code that was answered `password-required`") String requestId,
            @NotNull @Size(max = 1_024) String password, @NotBlank @PlainText(max = 64) String deviceName) {
        @Override
        public String toString() {
            return "PasswordGiven[…]";
        }
    }

    record SessionStarted(UUID accountId, UUID sessionId, boolean registered, String accessToken, long expiresIn,
            String refreshToken) {

        @Override
        public String toString() {
            return "SessionStarted[" + sessionId + "]";
        }
    }

    private final CodeRequest codes;
    private final SignIn signIn;
    private final PasswordSignIn password;

    SignInController(CodeRequest codes, SignIn signIn, PasswordSignIn password) {
        this.codes = codes;
        this.signIn = signIn;
        this.password = password;
    }

    @PostMapping("/v1/sign-in/codes")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(operationId = "requestSignInCode", summary = "Have a six-digit code sent to a number",
            description = """
                    The answer is the same whether or not the number has an account, and wherever the code appears: offer to ask again \
                    with `sms`. One code a minute, five a day unless the operator set another number; as many \
                    again for who signed in with the number from the same network within 30 days.""")
    CodeSent code(@Valid @RequestBody CodeAsked asked,
            @Parameter(hidden = true) @RequestHeader(name = CallerNetwork.HEADER,
                    required = false) @Nullable String network) {
        CodeRequest.CodeSent sent = codes.request(asked.number(), CallerNetwork.of(network),
                asked.delivery() == null ? CodeWish.APP : asked.delivery());
        return new CodeSent(sent.requestId(), sent.expiresAt(), sent.retryAfter().toSeconds());
    }

    @PostMapping("/v1/sign-in/sessions")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(operationId = "signIn", summary = "Exchange a code for a session; a new number registers",
            description = """
                    Where a password is set, the right code is answered 403 `password-required` with its `hint`, and the same \
                    request id goes on with the password. Who has no account may be answered 403 `registration-closed`, or \
                    `invitation-required`: then the same code goes on with an `invitation`, while it works.""")
    SessionStarted session(@Valid @RequestBody SessionAsked asked,
            @Parameter(hidden = true) @RequestHeader(name = CallerNetwork.HEADER,
                    required = false) @Nullable String network) {
        return switch (signIn.signIn(new SignIn.Request(asked.requestId(), asked.code(), asked.deviceName(),
                asked.firstName(), asked.lastName(), asked.quiet(), !Boolean.FALSE.equals(asked.register()),
                asked.invitation(),
                CallerNetwork.of(network)))) {
            case Entrance.SignedIn done -> started(done);
            case Entrance.PasswordRequired required -> throw required.asProblem();
        };
    }

    @PostMapping("/v1/sign-in/password")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(operationId = "signInWithPassword", summary = "Give the password that was asked for after the code",
            description = """
                    The request id of the code goes on for 30 minutes and five tries. An account takes twenty wrong passwords \
                    a day at sign-in; its devices are told.""")
    SessionStarted password(@Valid @RequestBody PasswordGiven given,
            @Parameter(hidden = true) @RequestHeader(name = CallerNetwork.HEADER,
                    required = false) @Nullable String network) {
        return started(password.signIn(new PasswordSignIn.Request(given.requestId(), given.password(),
                given.deviceName(), CallerNetwork.of(network))));
    }

    static SessionStarted started(Entrance.SignedIn done) {
        var tokens = done.tokens();
        return new SessionStarted(done.accountId(), tokens.sessionId(), done.registered(), tokens.accessToken(),
                tokens.expiresIn(), tokens.refreshToken());
    }
}
