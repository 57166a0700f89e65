package dev.lethe.account.deletion;

import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;

import dev.lethe.account.AccountProblems;
import dev.lethe.account.deletion.DeletionConfirmation.Outcome;
import dev.lethe.account.deletion.DeletionRow.Delivery;
import dev.lethe.platform.caller.Caller;
import dev.lethe.platform.caller.Open;

@RestController
@Tag(name = "deletion", description = "The end of my account")
class DeletionController {

    /// @param waits `none`, or `PT24H` when confirming only starts the time of the veto
    record DeletionAsked(String requestId, UUID receiptId, String salt, String delivery, Instant expiresAt,
            String waits) {}

    record DeletionConfirmed(@NotBlank @Size(max = 64) String requestId,
            @NotBlank @Pattern(regexp = "[0-9]{6}", message = "must be six digits") String code,
            @Nullable Boolean forEveryone, @Nullable @Size(max = 1_024) @Schema(
                    description = "Where one is set: without it, the right code is answered `password-required` and stays good") String password,
            @Nullable @Schema(
                    description = "The password is not known: the deletion then waits 7 days, and any session may stop it") Boolean passwordForgotten) {

        @Override
        public String toString() {
            return "DeletionConfirmed[…]";
        }
    }

    record DeletionAtSignIn(@NotBlank @Size(max = 64) String requestId) {
        @Override
        public String toString() {
            return "DeletionAtSignIn[…]";
        }
    }

    record DeletionAnswer(UUID receiptId, String salt, String state, @Nullable Instant executesAt) {}

    /// @param askedBy `device`, `sign-in` for who had the number only, or `operators`
    record DeletionState(String state, @Nullable Instant executesAt, boolean mayCancel, @Nullable String askedBy) {}

    record DeletionCancelled(int cancelled) {}

    private final DeletionRequest request;
    private final DeletionConfirmation confirmation;
    private final DeletionVeto veto;
    private final SignInDeletion signIn;

    DeletionController(DeletionRequest request, DeletionConfirmation confirmation, DeletionVeto veto,
            SignInDeletion signIn) {
        this.signIn = signIn;
        this.request = request;
        this.confirmation = confirmation;
        this.veto = veto;
    }

    @PostMapping("/v1/me/deletion")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(operationId = "requestDeletion", summary = "Have the code sent that confirms the end of my account",
            description = """
                    Keep `receiptId` and `salt`: together they show whose receipt it is. While a session older than 24 hours \
                    lives, only such sessions see the code.""")
    DeletionAsked request(Caller caller) {
        DeletionRequest.Asked asked = request.request(caller);
        return new DeletionAsked(asked.requestId(), asked.receiptId(), text(asked.salt()),
                asked.delivery() == Delivery.APP ? "app" : "sms", asked.expiresAt(), asked.waits() ? "PT24H" : "none");
    }

    @Open
    @PostMapping("/v1/me/deletion/confirmation")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(operationId = "confirmDeletion", summary = "End my account",
            description = """
                    Cannot be undone. The request id is the proof of who asks, so no token is needed, and the same call answers \
                    the same again while the erasure runs. With `forEveryone` my messages of the last 48 hours go from others' \
                    histories too.""")
    DeletionAnswer confirm(@Valid @RequestBody DeletionConfirmed confirmed) {
        return switch (confirmation.confirm(new DeletionConfirmation.Shown(confirmed.requestId(), confirmed.code(),
                Boolean.TRUE.equals(confirmed.forEveryone()), confirmed.password(),
                Boolean.TRUE.equals(confirmed.passwordForgotten())))) {
            case Outcome.Executed(var id, var salt) -> new DeletionAnswer(id, text(salt), "executed", null);
            case Outcome.Scheduled(var id, var salt, var at) -> new DeletionAnswer(id, text(salt), "scheduled", at);
            case Outcome.Wrong(var left) -> throw AccountProblems.CODE_WRONG.asProblem().with("triesLeft", left);
            case Outcome.Expired _ -> throw AccountProblems.CODE_EXPIRED.asProblem();
            case Outcome.Exhausted _ -> throw AccountProblems.CODE_EXHAUSTED.asProblem();
            case Outcome.Unknown _ -> throw AccountProblems.CODE_REQUEST_UNKNOWN.asProblem();
        };
    }

    @Open
    @PostMapping("/v1/sign-in/deletion")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(operationId = "requestDeletionAtSignIn",
            summary = "End an account of which I have the number and not the password",
            description = """
                    After `password-required` only, for the same request id. The account ends in 7 days, unless one of its \
                    devices stops it; all are told. The same call answers the same again.""")
    DeletionAnswer request(@Valid @RequestBody DeletionAtSignIn asked) {
        var scheduled = signIn.ask(asked.requestId());
        return new DeletionAnswer(scheduled.receiptId(), text(scheduled.salt()), "scheduled", scheduled.executesAt());
    }

    @GetMapping("/v1/me/deletion")
    @Operation(operationId = "getDeletion", summary = "Whether a deletion of my account is waiting")
    DeletionState state(Caller caller) {
        return veto.waiting(caller)
                .map(it -> new DeletionState("scheduled", it.executesAt(), DeletionVeto.mayStop(caller, it),
                        askedBy(it)))
                .orElseGet(() -> new DeletionState("none", null, false, null));
    }

    @DeleteMapping("/v1/me/deletion")
    @Operation(operationId = "cancelDeletion",
            summary = "Stop a waiting deletion and sign out the device that asked for it")
    DeletionCancelled cancel(Caller caller) {
        return new DeletionCancelled(veto.veto(caller));
    }

    private static String askedBy(DeletionRow row) {
        if (row.byOperators()) {
            return "operators";
        }
        return row.sessionId() == null ? "sign-in" : "device";
    }

    private static String text(byte[] salt) {
        return Base64.getEncoder().encodeToString(salt);
    }
}
