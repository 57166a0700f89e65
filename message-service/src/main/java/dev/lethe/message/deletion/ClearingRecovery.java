package dev.lethe.message.deletion;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

import dev.lethe.message.MessageProperties;

/// Goes on where a process died while it emptied a chat, and empties again what a restore brought back.
@Component
class ClearingRecovery {
    private static final Logger LOG = LoggerFactory.getLogger(ClearingRecovery.class);

    private final Clearings clearings;
    private final ClearingWork work;
    private final MessageProperties properties;

    ClearingRecovery(Clearings clearings, ClearingWork work, MessageProperties properties) {
        this.clearings = clearings;
        this.work = work;
        this.properties = properties;
    }

    @Scheduled(fixedDelayString = "PT2S")
    void recover() {
        clearings.takeAbandoned(properties.abandonedAfter()).forEach(this::attempt);
    }

    /// One that fails is tried again, and holds up nobody.
    private void attempt(Clearing clearing) {
        try {
            work.workOff(clearing.owner(), clearing.chat());
        } catch (RuntimeException e) {
            LOG.warn("a chat that is to be cleared waits: {}", e.getClass().getSimpleName());
        }
    }
}
