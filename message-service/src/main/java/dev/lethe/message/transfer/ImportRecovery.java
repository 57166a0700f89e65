package dev.lethe.message.transfer;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

import dev.lethe.message.MessageProperties;

/// Looks after imports whose process or client has gone: finishes those that had succeeded, lets those wait that
/// can be resumed, and removes the others.
@Component
class ImportRecovery {
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
        jobs.takeAbandoned("state = 'finishing'", properties.abandonedAfter()).forEach(ending::finish);
        jobs.takeAbandoned("state = 'reading' and resumable", properties.abandonedAfter()).forEach(jobs::rest);
        jobs.takeAbandoned("(state = 'removing' or state = 'reading' and not resumable)", properties.abandonedAfter())
                .forEach(ending::remove);
        jobs.takeAbandoned("state = 'waiting'", properties.importRetention()).forEach(ending::remove);
        jobs.forgetEnded(properties.importRetention());
    }

    @Scheduled(fixedDelayString = "PT1H")
    void forgetAccounts() {
        chats.forgetAccountsWithoutChats();
    }
}
