package dev.lethe.account.forgotten;

import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

import dev.lethe.platform.caller.Caller;

@RestController
@Tag(name = "password", description = "Two-step verification: a password beside the code")
class ForgottenPasswordController {

    record RemovalState(String state, @Nullable Instant removesAt) {}

    record RemovalsRefused(int refused) {}

    private static final String SCHEDULED = "scheduled";

    private final Forgetting forgetting;
    private final WaitingRemoval waiting;

    ForgottenPasswordController(Forgetting forgetting, WaitingRemoval waiting) {
        this.forgetting = forgetting;
        this.waiting = waiting;
    }

    @GetMapping("/v1/account/password/forgotten")
    @Operation(operationId = "getForgottenPassword", summary = "Whether the password waits for its removal")
    RemovalState state(Caller caller) {
        return waiting.of(caller.accountId()).map(it -> new RemovalState(SCHEDULED, it.removesAt()))
                .orElseGet(() -> new RemovalState("none", null));
    }

    @PostMapping("/v1/account/password/forgotten")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(operationId = "forgetPassword", summary = "Have the password removed, without knowing it, in 7 days",
            description = """
                    All devices are told, and any may refuse; it ends with the session that asked. Not from a session younger \
                    than 24 hours.""")
    RemovalState ask(Caller caller) {
        return new RemovalState(SCHEDULED, forgetting.ask(caller));
    }

    @DeleteMapping("/v1/account/password/forgotten")
    @Operation(operationId = "keepPassword", summary = "Refuse the removal of the password",
            description = "The device that asked is signed out if it is younger than the one that refuses.")
    RemovalsRefused refuse(Caller caller) {
        return new RemovalsRefused(forgetting.refuse(caller));
    }
}
