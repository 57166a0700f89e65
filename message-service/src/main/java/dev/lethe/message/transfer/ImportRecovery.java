package dev.lethe.message.transfer;

import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

import dev.lethe.message.MessageProperties;

/// Looks after imports whose process or client has gone: finishes those that had succeeded, lets those wait that
/// can be resumed, and removes the others.
@Component
class ImportRecovery {
    private static final Logger LOG = LoggerFactory.getLogger(ImportRecovery.class);

    private final ImportJobs jobs;
    private final ImportedChats chats;
    private final ImportEnding ending;
    private final MessageProperties properties;

    ImportRecovery(ImportJobs jobs, ImportedChats chats, ImportEnding ending, MessageProperties properties) {
        this.jobs = jobs;
        this.chats = chats;
        this.ending = ending;
        this.properties = properties;
    }

    @Scheduled(fixedDelayString = "PT10S")
    void recover() {
        jobs.takeAbandoned("state = 'finishing'", properties.abandonedAfter())
                .forEach(job -> attempt(job, ending::finish));
        jobs.takeAbandoned("state = 'reading' and resumable", properties.abandonedAfter())
                .forEach(job -> attempt(job, jobs::rest));
        jobs.takeAbandoned("(state = 'removing' or state = 'reading' and not resumable)", properties.abandonedAfter())
                .forEach(job -> attempt(job, ending::remove));
        jobs.takeAbandoned("state = 'waiting'", properties.importRetention())
                .forEach(job -> attempt(job, ending::remove));
        jobs.forgetEnded(properties.importRetention());
    }

    /// One that fails is tried again, and holds up nobody.
    private static void attempt(ImportJob job, Consumer<ImportJob> act) {
        try {
            act.accept(job);
        } catch (RuntimeException e) {
            LOG.warn("an import that broke off waits: {}", e.getClass().getSimpleName());
        }
    }

    @Scheduled(fixedDelayString = "PT1H")
    void forgetAccounts() {
        chats.forgetAccountsWithoutChats();
    }
}
