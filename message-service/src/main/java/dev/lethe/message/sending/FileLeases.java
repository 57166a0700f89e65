package dev.lethe.message.sending;

import java.util.List;
import java.util.UUID;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

import dev.lethe.message.MessageProblems;
import dev.lethe.message.history.MessageBody.FileDetails;
import dev.lethe.message.mailbox.MessageId;
import dev.lethe.platform.internal.InternalClients;
import dev.lethe.platform.problem.PlatformProblems;

/// Asks media-service to keep a file for all who are about to hold it.
@Component
class FileLeases {
    private record LeaseRequest(UUID senderId, UUID fileId, List<Holder> holders) {}

    private record Holder(UUID holderId, long messageId) {}

    private record LeaseAnswer(int leased, String name, String type, long size) {
        @Override
        public String toString() {
            return "LeaseAnswer[redacted]";
        }
    }

    private final RestClient media;

    FileLeases(InternalClients clients, @Value("${lethe.media.internal-url}") String mediaUrl) {
        this.media = clients.of("media-service", mediaUrl);
    }

    /// Takes leases for all holders in one call.
    ///
    /// @return what the file is, whatever the sender says of it
    /// @throws dev.lethe.platform.problem.Problem when the sender holds no such file, or nobody can tell
    FileDetails take(Submission submission, List<UUID> holding, MessageId id) {
        UUID file = java.util.Objects.requireNonNull(submission.file());
        List<Holder> holders = holding.stream().map(holder -> new Holder(holder, id.value())).toList();
        try {
            LeaseAnswer leased = media.post()
                    .uri("/internal/v1/leases")
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(new LeaseRequest(submission.sender(), file, holders))
                    .retrieve()
                    .body(LeaseAnswer.class);
            if (leased == null) {
                throw PlatformProblems.unavailable();
            }
            return new FileDetails(leased.name(), leased.type(), leased.size());
        } catch (HttpClientErrorException refused) {
            throw refused.getStatusCode() == HttpStatus.NOT_FOUND ? MessageProblems.FILE_NOT_FOUND.asProblem()
                    : refused;
        } catch (RestClientException _) {
            throw PlatformProblems.unavailable();
        }
    }
}
