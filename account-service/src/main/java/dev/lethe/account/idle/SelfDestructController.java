package dev.lethe.account.idle;

import java.time.LocalDate;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;

import dev.lethe.account.activity.IdleAccounts.Choice;
import dev.lethe.platform.caller.Caller;
import dev.lethe.platform.problem.PlatformProblems;

@RestController
@Tag(name = "self-destruct", description = "When my account deletes itself")
class SelfDestructController {

    record SelfDestructChoice(@NotNull @Schema(description = "1, 3, 6, 12, 18 or 24", example = "12") Integer months) {}

    /// @param lastActiveOn the day on which the last access token expired or expires
    /// @param dueOn the day at whose start the account goes, unless it is used before
    record SelfDestructState(int months, LocalDate lastActiveOn, LocalDate dueOn) {}

    private final SelfDestruct selfDestruct;

    SelfDestructController(SelfDestruct selfDestruct) {
        this.selfDestruct = selfDestruct;
    }

    @GetMapping("/v1/account/self-destruct")
    @Operation(operationId = "getSelfDestruct", summary = "When my account deletes itself, if nobody uses it",
            description = """
                    Using it is to get an access token, on any device. Of that the last day is kept (UTC). The account goes at the \
                    start of `dueOn` (UTC), as if I had asked for it.""")
    SelfDestructState get(Caller caller) {
        return of(selfDestruct.of(caller.accountId()));
    }

    @PutMapping("/v1/account/self-destruct")
    @Operation(operationId = "setSelfDestruct",
            summary = "Choose after how many months without use my account deletes itself",
            description = """
                    A session younger than 24 hours may not choose fewer than before, unless the account is as young. When any session \
                    does, all my devices are told.""")
    SelfDestructState set(Caller caller, @Valid @RequestBody SelfDestructChoice choice) {
        if (!SelfDestruct.MONTHS.contains(choice.months())) {
            throw PlatformProblems.INVALID_REQUEST.asProblem().withField("months", "must be 1, 3, 6, 12, 18 or 24");
        }
        return of(selfDestruct.choose(caller, choice.months()));
    }

    private static SelfDestructState of(Choice choice) {
        return new SelfDestructState(choice.months(), choice.activeOn(), choice.goesOn());
    }
}
