package dev.lethe.media.reference;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

import dev.lethe.events.MediaEvent.Holding;

/// Looks after references that ran out: uploads nobody sent go, leases nobody confirmed are asked for.
@Component
class Expiry {

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

    /// One round over what ran out. A lease is dropped only when message-service says that its message does not exist.
    @Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT1M")
    void expire() {
        references.forgetMarks(clock.instant().minus(properties.marker()));
        var expired = references.expired(clock.instant(), BATCH).stream()
                .collect(Collectors.groupingBy(References.Reference::file,
                        Collectors.mapping(row -> new Holding(row.holder(), row.message()), Collectors.toList())));
        expired.forEach(this::settle);
    }

    private void settle(UUID file, List<Holding> holdings) {
        var leases = holdings.stream().filter(holding -> holding.messageId() != References.UNATTACHED).toList();
        var standing = leases.isEmpty() ? List.<Holding>of() : messages.standing(file, leases);
        if (!standing.isEmpty()) {
            releasing.confirm(file, standing);
        }
        var gone = new ArrayList<>(holdings);
        gone.removeAll(standing);
        if (!gone.isEmpty()) {
            releasing.drop(file, gone);
        }
    }
}
