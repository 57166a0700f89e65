package dev.lethe.account.numberchange;

import java.time.Instant;

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

import dev.lethe.account.AccountProblems;
import dev.lethe.account.code.Codes;
import dev.lethe.account.numberchange.NumberChangeConfirmation.Outcome;
import dev.lethe.account.numberchange.NumberChangeConfirmation.Shown;
import dev.lethe.account.signin.CallerNetwork;
import dev.lethe.platform.caller.Caller;
import dev.lethe.platform.number.PhoneNumbers;

@RestController
@Tag(name = "number", description = "My account moves to another number")
class NumberChangeController {

    record NumberChangeAsked(@NotBlank @Size(max = PhoneNumbers.LONGEST_WRITTEN) @Schema(
            description = "The new one, in international form", example = "+4915112345679") String number) {

        @Override
        public String toString() {
            return "NumberChangeAsked[…]";
        }
    }

    record NumberChangeStarted(String requestId, Instant expiresAt, long retryAfter) {}

    record NumberChangeConfirmed(@NotBlank @Size(max = 64) String requestId,
            @NotBlank @Pattern(regexp = "[0-9]{6}", message = "must be six digits") String oldCode,
            @NotBlank @Pattern(regexp = "[0-9]{6}", message = "must be six digits") String newCode,
            @Nullable @Size(max = 1_024) @Schema(
                    description = "Where one is set: without it, right codes are answered `password-required` and stay good") String password) {

        @Override
        public String toString() {
            return "NumberChangeConfirmed[…]";
        }
    }

    record NewNumber(String number) {

        @Override
        public String toString() {
            return "NewNumber[…]";
        }
    }

    private final NumberChangeRequest request;
    private final NumberChangeConfirmation confirmation;

    NumberChangeController(NumberChangeRequest request, NumberChangeConfirmation confirmation) {
        this.request = request;
        this.confirmation = confirmation;
    }

    @PostMapping("/v1/account/number-change")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(operationId = "requestNumberChange", summary = "Have the two codes sent that move my account",
            description = """
                    One comes by text to the old number, the other to the new one, and my devices are told. Both numbers keep \
                    their limits. A session younger than 24 hours may not ask, unless the account is as young.""")
    NumberChangeStarted request(Caller caller, @Valid @RequestBody NumberChangeAsked asked,
            @Parameter(hidden = true) @RequestHeader(name = CallerNetwork.HEADER,
                    required = false) @Nullable String network) {
        var started = request.request(caller, asked.number(), CallerNetwork.of(network));
        return new NumberChangeStarted(started.requestId(), started.expiresAt(), Codes.PAUSE.toSeconds());
    }

    @PostMapping("/v1/account/number-change/confirmation")
    @Operation(operationId = "confirmNumberChange", summary = "Move my account to the new number",
            description = """
                    By the session that asked, with the password where one is set. The old number is told by text. Nobody is told \
                    that I joined; contacts that have my old number find no account by it \
                    any more, and those that have the new one do.""")
    NewNumber confirm(Caller caller, @Valid @RequestBody NumberChangeConfirmed confirmed) {
        return switch (confirmation.confirm(caller, confirmed.requestId(),
                new Shown(confirmed.oldCode(), confirmed.newCode(), confirmed.password()))) {
            case Outcome.Changed(_, var number) -> new NewNumber(number.e164());
            case Outcome.Wrong(var field, var left) -> throw AccountProblems.CODE_WRONG.asProblem()
                    .with("triesLeft", left).withField(field, "is wrong");
            case Outcome.Taken _ -> throw AccountProblems.NUMBER_TAKEN.asProblem();
            case Outcome.Expired _ -> throw AccountProblems.CODE_EXPIRED.asProblem();
            case Outcome.Used _ -> throw AccountProblems.CODE_USED.asProblem();
            case Outcome.Exhausted _ -> throw AccountProblems.CODE_EXHAUSTED.asProblem();
            case Outcome.Unknown _ -> throw AccountProblems.CODE_REQUEST_UNKNOWN.asProblem();
        };
    }
}
