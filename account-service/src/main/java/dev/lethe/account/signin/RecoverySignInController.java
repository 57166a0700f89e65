package dev.lethe.account.signin;

import java.time.Instant;
import java.util.Locale;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
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

import dev.lethe.account.recovery.MailLanguage;
import dev.lethe.account.signin.SignInController.SessionStarted;
import dev.lethe.platform.caller.Open;
import dev.lethe.platform.text.PlainText;

@Open
@RestController
@Tag(name = "sign-in", description = "From a number to a session")
class RecoverySignInController {

    record RecoveryAsked(@NotBlank @Size(max = 64) String requestId) {
        @Override
        public String toString() {
            return "RecoveryAsked[…]";
        }
    }

    record RecoveryCodeEntered(@NotBlank @Size(max = 64) String requestId,
            @NotBlank @Pattern(regexp = "[0-9]{8}", message = "must be eight digits") String code,
            @NotBlank @PlainText(max = 64) String deviceName) {
        @Override
        public String toString() {
            return "RecoveryCodeEntered[…]";
        }
    }

    record RecoveryCodeMailed(@Schema(example = "a•••@e•••.org") String sentTo, Instant expiresAt) {
        @Override
        public String toString() {
            return "RecoveryCodeMailed[…]";
        }
    }

    private final RecoverySignIn recovery;

    RecoverySignInController(RecoverySignIn recovery) {
        this.recovery = recovery;
    }

    @PostMapping("/v1/sign-in/recovery")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(operationId = "requestRecoveryCode",
            summary = "Have a code mailed in place of a password that is forgotten",
            description = """
                    After `password-required` only, for the same request id. One a minute, ten a day; eight digits, for 15 \
                    minutes and five tries. Mail comes in the language of `Accept-Language`: English or German.""")
    RecoveryCodeMailed send(@Valid @RequestBody RecoveryAsked asked, Locale language) {
        var sent = recovery.send(asked.requestId(), MailLanguage.of(language));
        return new RecoveryCodeMailed(sent.sentTo(), sent.expiresAt());
    }

    @PostMapping("/v1/sign-in/recovery/confirmation")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(operationId = "signInWithRecoveryCode", summary = "Sign in with the code that was mailed",
            description = """
                    The password and the recovery address are removed. The new session may set a password at once.""")
    SessionStarted signIn(@Valid @RequestBody RecoveryCodeEntered entered,
            @Parameter(hidden = true) @RequestHeader(name = CallerNetwork.HEADER,
                    required = false) @Nullable String network) {
        return SignInController.started(recovery.signIn(new RecoverySignIn.Request(entered.requestId(), entered.code(),
                entered.deviceName(), CallerNetwork.of(network))));
    }
}
