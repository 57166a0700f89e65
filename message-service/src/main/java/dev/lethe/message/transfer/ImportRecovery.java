package dev.lethe.message.transfer;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

import dev.lethe.message.MessageProperties;

/// Ends imports whose process has died: finishes those that had succeeded, removes the others.
@Component
class ImportRecovery {
    private final ImportJobs jobs;
    private final ImportEnding ending;
    private final MessageProperties properties;

    ImportRecovery(ImportJobs jobs, ImportEnding ending, MessageProperties properties) {
        this.jobs = jobs;
        this.ending = ending;
        this.properties = properties;
    }

    @Scheduled(fixedDelayString = "PT10S")
    void recover() {
        jobs.takeAbandoned(true, properties.abandonedAfter()).forEach(ending::finish);
        jobs.takeAbandoned(false, properties.abandonedAfter()).forEach(ending::remove);
    }
}
