package dev.lethe.media.reference;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClientException;

import dev.lethe.events.MediaEvent.Holding;
import dev.lethe.media.removal.StoreTie;
import dev.lethe.platform.problem.Outages;

/// Looks after references that ran out: uploads nobody sent go, leases nobody confirmed are asked for.
///
/// An older copy of the database does not know which uploads were sent since, so nothing goes by its word.
@Component
class Expiry {

    private static final Logger LOG = LoggerFactory.getLogger(Expiry.class);
    private static final int BATCH = 500;

    private final References references;
    private final Releasing releasing;
    private final MessageReferencesClient messages;
    private final StoreTie tie;
    private final ReferenceProperties properties;
    private final Clock clock;

    Expiry(References references, Releasing releasing, MessageReferencesClient messages, StoreTie tie,
            ReferenceProperties properties, Clock clock) {
        this.references = references;
        this.releasing = releasing;
        this.messages = messages;
        this.tie = tie;
        this.properties = properties;
        this.clock = clock;
    }

    /// One round over all that ran out.
    @Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT1M")
    void expire() {
        var now = clock.instant();
        references.forgetMarks(now.minus(properties.marker()));
        if (!tie.holds()) {
            return;
        }
        dropUploads(now);
        settleLeases(now);
    }

    /// Until none is left, however many there are. Replicas take different ones.
    private void dropUploads(Instant now) {
        int dropped;
        do {
            dropped = releasing.dropUploads(now, BATCH);
        } while (dropped == BATCH);
    }

    /// Until none is left, message-service is away, or all that come next fail.
    private void settleLeases(Instant now) {
        List<References.Reference> batch;
        do {
            batch = references.expiredLeases(now, BATCH);
        } while (settled(batch) && batch.size() == BATCH);
    }

    /// One file whose leases cannot be settled holds up no other.
    ///
    /// @return whether to go on
    private boolean settled(List<References.Reference> leases) {
        var byFile = leases.stream().collect(Collectors.groupingBy(References.Reference::file,
                Collectors.mapping(row -> new Holding(row.holder(), row.message()), Collectors.toList())));
        int settled = 0;
        for (var file : byFile.entrySet()) {
            try {
                settle(file.getKey(), file.getValue());
                settled++;
            } catch (RestClientException away) {
                LOG.warn("cannot check leases with message-service: {}", away.getClass().getSimpleName());
                return false;
            } catch (RuntimeException e) {
                LOG.warn("leases of a file wait: {}", e.getClass().getSimpleName());
                if (Outages.isOutage(e)) {
                    return false;
                }
            }
        }
        return settled > 0;
    }

    /// Drops a lease only when message-service says that its message does not exist; while it is away, leases wait.
    private void settle(UUID file, List<Holding> leases) {
        var standing = messages.standing(file, leases);
        if (!standing.isEmpty()) {
            releasing.confirm(file, standing);
        }
        var gone = new ArrayList<>(leases);
        gone.removeAll(standing);
        releasing.drop(file, gone);
    }
}
