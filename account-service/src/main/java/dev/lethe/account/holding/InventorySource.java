package dev.lethe.account.holding;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.lethe.platform.inventory.Held;

/// One service that may hold something about an account.
interface InventorySource {

    String name();

    List<Held> of(UUID account);

    /// Nothing if it has no such kind.
    Optional<Held.Rows> rows(UUID account, String kind, @Nullable String after);
}
