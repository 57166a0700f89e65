package dev.lethe.message.history;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.stereotype.Component;

import dev.lethe.events.MediaEvent.Holding;
import dev.lethe.events.MediaEvent.ReferencesReleased;
import dev.lethe.platform.outbox.Outbox;

/// Tells media-service which files the removed copies no longer hold.
@Component
public class FileReleases {
    private final Outbox outbox;

    FileReleases(Outbox outbox) {
        this.outbox = outbox;
    }

    /// In the transaction that removed them.
    public void release(UUID holder, List<Removed> removed) {
        Map<UUID, List<Holding>> byFile = new LinkedHashMap<>();
        for (Removed copy : removed) {
            for (UUID file : copy.files()) {
                byFile.computeIfAbsent(file, _ -> new ArrayList<>()).add(new Holding(holder, copy.id().value()));
            }
        }
        byFile.forEach((file, holdings) -> outbox.record(new ReferencesReleased(file, holdings)));
    }
}
