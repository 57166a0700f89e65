package dev.lethe.media.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

import dev.lethe.events.MediaEvent.Holding;
import dev.lethe.platform.internal.InternalClients;

/// Asks message-service which messages exist, for leases whose confirmation never came.
@Component
class MessageReferencesClient {

    private static final int PAGE = 100;

    private final RestClient client;

    MessageReferencesClient(InternalClients clients, @Value("${lethe.message.internal-url}") String url) {
        this.client = clients.of("message-service", url);
    }

    private record Standing(List<Message> standing) {}

    private record Message(UUID holderId, long messageId) {}

    /// Those holdings whose message exists and refers to the file.
    List<Holding> standing(UUID file, List<Holding> holdings) {
        var standing = new ArrayList<Holding>();
        for (int from = 0; from < holdings.size(); from += PAGE) {
            var page = holdings.subList(from, Math.min(from + PAGE, holdings.size()));
            var answer = client.get()
                    .uri(builder -> builder.path("/internal/v1/references").queryParam("fileId", file)
                            .queryParam("holding", page.stream().map(MessageReferencesClient::text).toArray()).build())
                    .retrieve().body(Standing.class);
            if (answer != null) {
                answer.standing()
                        .forEach(message -> standing.add(new Holding(message.holderId(), message.messageId())));
            }
        }
        return standing;
    }

    private static String text(Holding holding) {
        return holding.holderId() + ":" + holding.messageId();
    }
}
