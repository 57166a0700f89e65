package dev.lethe.account.holding;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

import dev.lethe.platform.internal.InternalClients;
import dev.lethe.platform.inventory.Held;
import dev.lethe.platform.inventory.Inventory;
import dev.lethe.platform.vault.VaultProperties;

/// Every service and every keyholder of the suite.
@Component
class InventorySources {

    private record Own(Inventory inventory) implements InventorySource {

        @Override
        public String name() {
            return "account-service";
        }

        @Override
        public List<Held> of(UUID account) {
            return inventory.of(account);
        }

        @Override
        public Optional<Held.Rows> rows(UUID account, String kind, @Nullable String after) {
            return inventory.rows(account, kind, after);
        }
    }

    private final List<InventorySource> all;

    InventorySources(Inventory own, InternalClients clients, VaultProperties vault,
            @Value("${lethe.message.internal-url}") String message,
            @Value("${lethe.contact.internal-url}") String contact,
            @Value("${lethe.media.internal-url}") String media) {
        List<InventorySource> sources = new ArrayList<>(List.of(new Own(own),
                new RemoteInventory("message-service", clients.of("message-service", message)),
                new RemoteInventory("contact-service", clients.of("contact-service", contact)),
                new RemoteInventory("media-service", clients.of("media-service", media))));
        vault.keyholders().forEach(it -> sources
                .add(new RemoteInventory(it.name(), clients.ofKeyholder(it.name(), it.url().toString()))));
        this.all = List.copyOf(sources);
    }

    List<InventorySource> all() {
        return all;
    }

    Optional<InventorySource> named(String name) {
        return all.stream().filter(it -> it.name().equals(name)).findFirst();
    }
}
