package dev.lethe.media.reference;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClientException;

import dev.lethe.events.MediaEvent.Holding;

/// Looks after references that ran out: uploads nobody sent go, leases nobody confirmed are asked for.
@Component
class Expiry {

    private static final Logger LOG = LoggerFactory.getLogger(Expiry.class);
    private static final int BATCH = 500;

    private final References references;
    private final Releasing releasing;
    private final MessageReferencesClient messages;
    private final ReferenceProperties properties;
    private final Clock clock;

    Expiry(References references, Releasing releasing, MessageReferencesClient messages,
            ReferenceProperties properties, Clock clock) {
        this.references = references;
        this.releasing = releasing;
        this.messages = messages;
        this.properties = properties;
        this.clock = clock;
    }

    /// One round over what ran out.
    @Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT1M")
    void expire() {
        var now = clock.instant();
        references.forgetMarks(now.minus(properties.marker()));
        byFile(references.expiredUploads(now, BATCH)).forEach(releasing::drop);
        byFile(references.expiredLeases(now, BATCH)).forEach(this::settle);
    }

    /// Drops a lease only when message-service says that its message does not exist; while it is away, leases wait.
    private void settle(UUID file, List<Holding> leases) {
        try {
            var standing = messages.standing(file, leases);
            if (!standing.isEmpty()) {
                releasing.confirm(file, standing);
            }
            var gone = new ArrayList<>(leases);
            gone.removeAll(standing);
            releasing.drop(file, gone);
        } catch (RestClientException away) {
            LOG.warn("cannot check leases with message-service: {}", away.getClass().getSimpleName());
        }
    }

    private static Map<UUID, List<Holding>> byFile(List<References.Reference> references) {
        return references.stream().collect(Collectors.groupingBy(References.Reference::file,
                Collectors.mapping(row -> new Holding(row.holder(), row.message()), Collectors.toList())));
    }
}
