package dev.lethe.account.password;

import java.util.UUID;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;

import dev.lethe.platform.caller.Caller;
import dev.lethe.platform.text.PlainText;
import dev.lethe.platform.vault.Reader;
import dev.lethe.platform.vault.Vault;

@RestController
@Tag(name = "password", description = "Two-step verification: a password beside the code")
class PasswordController {

    record PasswordWanted(@NotNull @Size(max = PlainPassword.LONGEST_WRITTEN) @Schema(
            description = "8 to 128 characters, read in Unicode's form NFKC; none that thieves try first, such as this one",
            example = "correct horse battery staple") String password,
            @Nullable @PlainText(max = 64) @Schema(
                    description = "Shown to whoever signs in with the right code; may not hold the password") String hint,
            @Nullable @Size(max = PlainPassword.LONGEST_WRITTEN) @Schema(
                    description = "Where a password is set already") String currentPassword) {
        @Override
        public String toString() {
            return "PasswordWanted[…]";
        }
    }

    record PasswordShown(@NotNull @Size(max = PlainPassword.LONGEST_WRITTEN) String password) {
        @Override
        public String toString() {
            return "PasswordShown[…]";
        }
    }

    record PasswordState(boolean set, @Nullable String hint) {
        @Override
        public String toString() {
            return "PasswordState[…]";
        }
    }

    record PasswordsRemoved(int removed) {}

    private final Passwords passwords;
    private final PasswordChange change;
    private final Vault vault;

    PasswordController(Passwords passwords, PasswordChange change, Vault vault) {
        this.passwords = passwords;
        this.change = change;
        this.vault = vault;
    }

    @GetMapping("/v1/account/password")
    @Operation(operationId = "getPassword", summary = "Whether a password is set, and its hint")
    PasswordState state(Caller caller) {
        return state(caller.accountId());
    }

    @PutMapping("/v1/account/password")
    @Operation(operationId = "setPassword", summary = "Set a password, or change it with the current one",
            description = """
                    It is then asked for beside the code. Not from a session younger than 24 hours, unless the account is young, too. \
                    All devices are told. Ten times a day; the current one is taken twenty times a day until it is right.""")
    PasswordState set(Caller caller, @Valid @RequestBody PasswordWanted wanted) {
        change.set(caller, new PasswordChange.Wish(wanted.password(), wanted.hint(), wanted.currentPassword()));
        return state(caller.accountId());
    }

    @PostMapping("/v1/account/password/removal")
    @Operation(operationId = "removePassword", summary = "Remove the password, with the password in hand",
            description = "All devices are told.")
    PasswordsRemoved remove(Caller caller, @Valid @RequestBody PasswordShown shown) {
        change.remove(caller, shown.password());
        return new PasswordsRemoved(1);
    }

    private PasswordState state(UUID account) {
        boolean isSet = passwords.isSet(account);
        return new PasswordState(isSet,
                isSet ? passwords.hint(account, vault.key(account, Reader.ACCOUNT)).orElse(null) : null);
    }
}
