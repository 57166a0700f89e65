package dev.lethe.message.transfer;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

import dev.lethe.platform.internal.InternalClients;
import dev.lethe.platform.problem.PlatformProblems;

/// Asks media-service about many files of one holder at a time, 500 at most.
@Component
class HeldFilesClient {
    static final int AT_ONCE = 500;

    private record HeldRequest(UUID holderId, Collection<UUID> fileIds) {}

    private record LeaseRequest(UUID holderId, List<Lease> leases) {}

    /// A file for a message.
    record Lease(UUID fileId, long messageId) {}

    private record Missing(List<UUID> missing) {}

    private final RestClient media;

    HeldFilesClient(InternalClients clients, @Value("${lethe.media.internal-url}") String mediaUrl) {
        this.media = clients.of("media-service", mediaUrl);
    }

    /// Those that the holder does not hold.
    List<UUID> missing(UUID holder, Collection<UUID> files) {
        return ask("/internal/v1/holdings", new HeldRequest(holder, files));
    }

    /// Keeps the files for the messages that are about to be seen.
    ///
    /// @return those files that could not be kept
    List<UUID> lease(UUID holder, List<Lease> leases) {
        return ask("/internal/v1/holder-leases", new LeaseRequest(holder, leases));
    }

    private List<UUID> ask(String path, Object body) {
        try {
            Missing answer = media.post()
                    .uri(path)
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(body)
                    .retrieve()
                    .body(Missing.class);
            return Objects.requireNonNull(answer).missing();
        } catch (HttpClientErrorException refused) {
            throw refused;
        } catch (RestClientException _) {
            throw PlatformProblems.unavailable();
        }
    }
}
