package dev.lethe.account.holding;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

import dev.lethe.platform.inventory.Held;
import dev.lethe.platform.problem.PlatformProblems;

/// Another service, asked at its internal door.
record RemoteInventory(String name, RestClient client) implements InventorySource {

    private static final String PATH = "/internal/v1/inventory/{account}";

    private record All(List<Held> held) {}

    @Override
    public List<Held> of(UUID account) {
        try {
            All all = client.get().uri(PATH, account).retrieve().body(All.class);
            if (all != null) {
                return all.held();
            }
            throw PlatformProblems.unavailable();
        } catch (RestClientException _) {
            throw PlatformProblems.unavailable();
        }
    }

    @Override
    public Optional<Held.Rows> rows(UUID account, String kind, @Nullable String after) {
        try {
            return Optional.ofNullable(client.get()
                    .uri(builder -> builder.path(PATH + "/{kind}")
                            .queryParamIfPresent("after", Optional.ofNullable(after)).build(account, kind))
                    .retrieve().body(Held.Rows.class));
        } catch (HttpClientErrorException.NotFound _) {
            return Optional.empty();
        } catch (RestClientException _) {
            throw PlatformProblems.unavailable();
        }
    }
}
