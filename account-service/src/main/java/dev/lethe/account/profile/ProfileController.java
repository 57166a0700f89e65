package dev.lethe.account.profile;

import java.util.UUID;

import jakarta.validation.Valid;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

import dev.lethe.platform.caller.Caller;
import dev.lethe.platform.text.PlainText;

@RestController
@Tag(name = "profile", description = "Who I am, and who others are")
class ProfileController {

    record ProfileChange(@Nullable @PlainText(max = 64) String firstName,
            @Nullable @PlainText(max = 64) String lastName) {

        @Override
        public String toString() {
            return "ProfileChange[…]";
        }
    }

    record OwnProfile(UUID id, String number, @Nullable String firstName, @Nullable String lastName) {

        @Override
        public String toString() {
            return "OwnProfile[" + id + "]";
        }
    }

    record AccountProfile(UUID id, @Nullable String firstName, @Nullable String lastName, boolean deleted) {

        @Override
        public String toString() {
            return "AccountProfile[" + id + "]";
        }
    }

    private final Profiles profiles;

    ProfileController(Profiles profiles) {
        this.profiles = profiles;
    }

    @GetMapping("/v1/me")
    @Operation(operationId = "getMe", summary = "My own account")
    OwnProfile me(Caller caller) {
        return of(profiles.own(caller.accountId()));
    }

    @PatchMapping("/v1/me")
    @Operation(operationId = "changeMe", summary = "Change my name; a field left out stays, an empty one goes")
    OwnProfile change(Caller caller, @Valid @RequestBody ProfileChange change) {
        return of(profiles.rename(caller.accountId(), change.firstName(), change.lastName()));
    }

    @GetMapping("/v1/accounts/{id}")
    @Operation(operationId = "getAccount",
            summary = "The name behind an account id; of a deleted account only that it was")
    AccountProfile account(@PathVariable UUID id) {
        Profiles.Visible visible = profiles.visible(id);
        return new AccountProfile(id, visible.firstName(), visible.lastName(), visible.deleted());
    }

    private static OwnProfile of(Profiles.Own own) {
        return new OwnProfile(own.id(), own.number(), own.firstName(), own.lastName());
    }
}
