package dev.lethe.message.transfer;

import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

import org.springframework.stereotype.Component;

import tools.jackson.core.exc.JacksonIOException;

import dev.lethe.message.MessageProblems;
import dev.lethe.message.MessageProperties;

/// Imports an export into its owner's history: whole or not at all, and once however often it is sent.
@Component
class HistoryImport {
    /// @param chats    that are new
    /// @param messages that are new
    /// @param skipped  messages that were there already
    record Result(int chats, int messages, int skipped) {}

    private final ImportedMessages messages;
    private final ImportStaging staging;
    private final ImportEnding ending;
    private final MessageProperties properties;
    private final Clock clock;

    HistoryImport(ImportedMessages messages, ImportStaging staging, ImportEnding ending,
            MessageProperties properties, Clock clock) {
        this.messages = messages;
        this.staging = staging;
        this.ending = ending;
        this.properties = properties;
        this.clock = clock;
    }

    Result importExport(UUID owner, InputStream export) {
        staging.prepare(owner);
        ImportJob job = staging.begin(owner);
        if (job == null) {
            throw MessageProblems.IMPORT_RUNNING.asProblem().retryAfter(Duration.ofSeconds(10));
        }
        StagedImport staged = new StagedImport(job, messages, staging);
        boolean complete = false;
        try {
            read(job, export, staged);
            complete = true;
        } finally {
            if (!complete) {
                ending.remove(job);
            }
        }
        ending.show(job);
        return new Result(staged.newChats(), staged.newMessages(), staged.knownMessages());
    }

    private void read(ImportJob job, InputStream export, StagedImport staged) {
        try {
            InputStream limited = new LimitedInput(export, properties.largestImport().toBytes(), clock,
                    () -> staging.goesOn(job));
            TelegramExport.read(limited, clock.instant(), staged);
            staged.flush();
        } catch (ExportRefused refused) {
            throw refused.asProblem();
        } catch (JacksonIOException broken) {
            throw broken.getCause() instanceof LimitedInput.TooLarge ? MessageProblems.IMPORT_TOO_LARGE.asProblem()
                    : MessageProblems.IMPORT_REFUSED.asProblem("The export ended early. Nothing was imported.");
        }
    }
}
