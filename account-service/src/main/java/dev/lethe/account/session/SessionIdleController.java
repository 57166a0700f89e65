package dev.lethe.account.session;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

import dev.lethe.platform.caller.Caller;

@RestController
@Tag(name = "sessions", description = "My signed-in devices")
class SessionIdleController {

    record SessionIdleChoice(@NotNull @Min(IdleSessions.FEWEST) @Max(IdleSessions.MOST) Integer days) {}

    record SessionIdle(int days) {}

    private final IdleChoice idle;

    SessionIdleController(IdleChoice idle) {
        this.idle = idle;
    }

    @GetMapping("/v1/account/session-idle")
    @Operation(operationId = "getSessionIdle", summary = "After how many days without use my sessions end")
    SessionIdle get(Caller caller) {
        return new SessionIdle(idle.days(caller));
    }

    @PutMapping("/v1/account/session-idle")
    @Operation(operationId = "setSessionIdle", summary = "Choose after how many days without use my sessions end",
            description = """
                    180 unless I choose. Sessions that were unused for longer end within the hour, so a session younger than 24 hours \
                    may not choose, unless the account is as young.""")
    SessionIdle set(Caller caller, @Valid @RequestBody SessionIdleChoice choice) {
        return new SessionIdle(idle.choose(caller, choice.days()));
    }
}
