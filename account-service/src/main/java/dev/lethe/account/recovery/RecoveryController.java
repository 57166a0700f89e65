package dev.lethe.account.recovery;

import java.time.Instant;
import java.util.Locale;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;

import dev.lethe.account.mail.EmailAddress;
import dev.lethe.platform.caller.Caller;
import dev.lethe.platform.problem.PlatformProblems;
import dev.lethe.platform.vault.Reader;
import dev.lethe.platform.vault.SubjectKey;
import dev.lethe.platform.vault.Vault;

@RestController
@Tag(name = "recovery", description = "The e-mail address that a code for a forgotten password goes to")
class RecoveryController {

    record RecoveryAddressWanted(
            @NotBlank @Size(max = EmailAddress.LONGEST) @Schema(example = "ada@example.org") String email,
            @NotNull @Size(max = 1_024) String password) {
        @Override
        public String toString() {
            return "RecoveryAddressWanted[…]";
        }
    }

    record MailedCode(@NotBlank @Size(max = 64) String requestId,
            @NotBlank @Pattern(regexp = "[0-9]{8}", message = "must be eight digits") String code) {
        @Override
        public String toString() {
            return "MailedCode[…]";
        }
    }

    record PasswordInHand(@NotNull @Size(max = 1_024) String password) {
        @Override
        public String toString() {
            return "PasswordInHand[…]";
        }
    }

    /// @param email   in force, masked
    /// @param pending still to be confirmed, masked
    record RecoveryAddress(@Nullable @Schema(example = "a•••@e•••.org") String email, @Nullable String pending) {
        @Override
        public String toString() {
            return "RecoveryAddress[…]";
        }
    }

    record CodeMailed(String requestId, @Schema(example = "a•••@e•••.org") String sentTo, Instant expiresAt) {
        @Override
        public String toString() {
            return "CodeMailed[…]";
        }
    }

    record Removed(int removed) {}

    private final RecoveryAddresses addresses;
    private final RecoveryAddressChange change;
    private final SessionRecovery recovery;
    private final Vault vault;

    RecoveryController(RecoveryAddresses addresses, RecoveryAddressChange change, SessionRecovery recovery,
            Vault vault) {
        this.addresses = addresses;
        this.change = change;
        this.recovery = recovery;
        this.vault = vault;
    }

    @GetMapping("/v1/account/recovery-email")
    @Operation(operationId = "getRecoveryEmail", summary = "The recovery address, masked")
    RecoveryAddress address(Caller caller) {
        SubjectKey key = vault.key(caller.accountId(), Reader.ACCOUNT);
        return new RecoveryAddress(addresses.confirmed(caller.accountId(), key).orElse(null),
                addresses.masked(caller.accountId(), RecoveryAddresses.State.PENDING, key).orElse(null));
    }

    @PutMapping("/v1/account/recovery-email")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(operationId = "setRecoveryEmail", summary = "Name a recovery address, and have it mailed a code",
            description = """
                    It takes the password, and counts once its code was entered; until then the one before stays in force. Mail \
                    comes in the language of `Accept-Language`: English or German. It goes with the password.""")
    CodeMailed name(Caller caller, @Valid @RequestBody RecoveryAddressWanted wanted, Locale language) {
        EmailAddress address = EmailAddress.read(wanted.email())
                .orElseThrow(() -> PlatformProblems.INVALID_REQUEST.asProblem().withField("email",
                        "must be an e-mail address"));
        return mailed(change.name(caller, address, wanted.password(), MailLanguage.of(language)));
    }

    @PostMapping("/v1/account/recovery-email/confirmation")
    @Operation(operationId = "confirmRecoveryEmail", summary = "Enter the code that was mailed to a new address",
            description = "The address before is told that it was replaced.")
    RecoveryAddress confirm(Caller caller, @Valid @RequestBody MailedCode entered, Locale language) {
        change.confirm(caller, entered.requestId(), entered.code(), MailLanguage.of(language));
        return address(caller);
    }

    @PostMapping("/v1/account/recovery-email/removal")
    @Operation(operationId = "removeRecoveryEmail", summary = "Remove the recovery address, with the password in hand")
    Removed remove(Caller caller, @Valid @RequestBody PasswordInHand shown) {
        return new Removed(change.remove(caller, shown.password()));
    }

    @PostMapping("/v1/account/password/recovery")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(operationId = "recoverPassword", summary = "Have a code mailed that removes the forgotten password",
            description = "One a minute, ten a day; eight digits, for 15 minutes and five tries. All devices are told.")
    CodeMailed recover(Caller caller, Locale language) {
        return mailed(recovery.send(caller, MailLanguage.of(language)));
    }

    @PostMapping("/v1/account/password/recovery/confirmation")
    @Operation(operationId = "confirmPasswordRecovery", summary = "Remove the password with the code that was mailed",
            description = """
                    The recovery address goes with it. This session may then set a new password, however young it is.""")
    Removed confirmRecovery(Caller caller, @Valid @RequestBody MailedCode entered) {
        recovery.recover(caller, entered.requestId(), entered.code());
        return new Removed(1);
    }

    private static CodeMailed mailed(RecoveryAddressChange.Sent sent) {
        return new CodeMailed(sent.requestId(), sent.sentTo(), sent.expiresAt());
    }
}
