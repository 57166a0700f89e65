package dev.lethe.platform.inventory;

import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import dev.lethe.platform.internal.AllowedPeers;
import dev.lethe.platform.problem.PlatformProblems;

/// Answers account-service, which asks for the account's owner.
@RestController
@RequestMapping("/internal/v1/inventory/{account}")
@AllowedPeers("account-service")
class InventoryController {

    record All(List<Held> held) {}

    private final Inventory inventory;

    InventoryController(Inventory inventory) {
        this.inventory = inventory;
    }

    @GetMapping
    All all(@PathVariable UUID account) {
        return new All(inventory.of(account));
    }

    @GetMapping("/{kind}")
    Held.Rows rows(@PathVariable UUID account, @PathVariable String kind,
            @RequestParam @Nullable String after) {
        return inventory.rows(account, kind, after).orElseThrow(PlatformProblems.NOT_FOUND::asProblem);
    }
}
