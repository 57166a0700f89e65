package dev.lethe.account.idle;

import java.time.LocalDate;
import java.time.OffsetDateTime;

import jakarta.validation.Valid;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import io.swagger.v3.oas.annotations.Hidden;

import dev.lethe.account.activity.IdleAccounts;
import dev.lethe.account.activity.IdleAccounts.AsOf;
import dev.lethe.account.idle.SweepGuard.Reason;
import dev.lethe.account.idle.SweepGuard.Shown;
import dev.lethe.platform.internal.AllowedPeers;
import dev.lethe.platform.internal.Peer;

/// Shows operators what the sweep is about to do, and lets them confirm it where it stopped.
@Hidden
@RestController
@AllowedPeers("operator")
class SweepController {

    /// @param today      the day it is by the database's clock
    /// @param due        how many accounts may go now
    /// @param lastRunAt  when the sweep ran last
    /// @param firstDueOn when the first goes, if nobody uses it
    /// @param stopped    why the sweep stands still until it is confirmed
    record Sweep(LocalDate today, @Nullable OffsetDateTime lastRunAt, long due, @Nullable LocalDate firstDueOn,
            @Nullable Reason stopped) {}

    private final SweepGuard guard;
    private final IdleAccounts idle;

    SweepController(SweepGuard guard, IdleAccounts idle) {
        this.guard = guard;
        this.idle = idle;
    }

    @GetMapping("/internal/v1/self-destruct")
    Sweep show() {
        AsOf asOf = guard.now();
        var standing = guard.standing();
        var outlook = idle.outlook(asOf);
        return new Sweep(asOf.today(), standing.lastRunAt(), outlook.due(), outlook.first(), standing.stopped());
    }

    @PostMapping("/internal/v1/self-destruct/confirmation")
    Sweep confirm(@Valid @RequestBody Shown shown, Peer operator) {
        guard.confirm(shown, guard.now(), operator);
        return show();
    }
}
