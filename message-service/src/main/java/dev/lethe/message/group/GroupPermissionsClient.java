package dev.lethe.message.group;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

import dev.lethe.platform.internal.InternalClients;
import dev.lethe.platform.problem.PlatformProblems;

/// Asks contact-service whom somebody may add to a group.
@Component
class GroupPermissionsClient {
    private record PermissionRequest(UUID actorId, Collection<UUID> accountIds) {}

    private record PermissionResponse(List<UUID> allowed) {}

    private final RestClient contacts;

    GroupPermissionsClient(InternalClients clients, @Value("${lethe.contact.internal-url}") String contactUrl) {
        this.contacts = clients.of("contact-service", contactUrl);
    }

    /// Those of the accounts that exist and let the actor add them.
    ///
    /// @throws dev.lethe.platform.problem.Problem 503 when nobody can tell
    Set<UUID> allowed(UUID actor, Collection<UUID> accounts) {
        if (accounts.isEmpty()) {
            return Set.of();
        }
        try {
            PermissionResponse answer = contacts.post()
                    .uri("/internal/v1/group-permissions")
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(new PermissionRequest(actor, accounts))
                    .retrieve()
                    .body(PermissionResponse.class);
            return answer == null ? Set.of() : Set.copyOf(answer.allowed());
        } catch (RestClientException _) {
            throw PlatformProblems.unavailable();
        }
    }
}
