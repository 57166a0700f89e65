package dev.lethe.message.sending;

import java.util.UUID;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

import dev.lethe.platform.internal.InternalClients;
import dev.lethe.platform.problem.PlatformProblems;

/// Asks contact-service whether a forward may say who wrote it first.
@Component
class ForwardPermissionsClient {
    private record NamingRequest(UUID actorId, UUID authorId) {}

    private record NamingResponse(boolean named) {}

    private final RestClient contacts;

    ForwardPermissionsClient(InternalClients clients, @Value("${lethe.contact.internal-url}") String contactUrl) {
        this.contacts = clients.of("contact-service", contactUrl);
    }

    /// @throws dev.lethe.platform.problem.Problem 503 when nobody can tell
    boolean mayName(UUID actor, UUID author) {
        try {
            NamingResponse answer = contacts.post()
                    .uri("/internal/v1/forward-permissions")
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(new NamingRequest(actor, author))
                    .retrieve()
                    .body(NamingResponse.class);
            return answer != null && answer.named();
        } catch (RestClientException _) {
            throw PlatformProblems.unavailable();
        }
    }
}
