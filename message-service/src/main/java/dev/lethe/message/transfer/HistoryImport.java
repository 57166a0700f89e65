package dev.lethe.message.transfer;

import java.io.InputStream;
import java.time.Clock;
import java.util.Set;

import org.springframework.stereotype.Component;

import tools.jackson.core.exc.JacksonIOException;

import dev.lethe.message.MessageProblems;
import dev.lethe.message.MessageProperties;
import dev.lethe.message.telegram.ExportRefused;
import dev.lethe.message.telegram.TelegramExport;
import dev.lethe.platform.body.LeastRate;
import dev.lethe.platform.problem.PlatformProblems;
import dev.lethe.platform.problem.Problem;
import dev.lethe.platform.problem.ProblemType;

/// Imports an export into its owner's history: whole or not at all, and once however often it is sent.
@Component
class HistoryImport {
    // what sending the same again would not cure
    private static final Set<ProblemType> FINAL = Set.of(MessageProblems.IMPORT_REFUSED,
            MessageProblems.IMPORT_TOO_LARGE, MessageProblems.HISTORY_FULL);

    private final ImportStaging staging;
    private final ImportLeasing leasing;
    private final ImportEnding ending;
    private final ImportJobs jobs;
    private final MessageProperties properties;
    private final LeastRate rate;
    private final Clock clock;

    HistoryImport(ImportStaging staging, ImportLeasing leasing, ImportEnding ending, ImportJobs jobs,
            MessageProperties properties, LeastRate rate, Clock clock) {
        this.staging = staging;
        this.leasing = leasing;
        this.ending = ending;
        this.jobs = jobs;
        this.properties = properties;
        this.rate = rate;
        this.clock = clock;
    }

    /// Reads all of it and shows it, or leaves nothing. What can be resumed is kept if the upload breaks off.
    ImportProgress run(ImportJob job, InputStream export) {
        ImportTally tally = new ImportTally();
        try {
            read(job, export, tally);
            leasing.lease(job, tally);
            if (tally.messagesLeftOut() > 0) {
                staging.describeLeftOut(job, staging.key(job.owner()), tally.named());
            }
        } catch (RuntimeException failure) {
            end(job, failure);
            throw staging.isLiving(job.owner()) ? failure : PlatformProblems.UNAUTHENTICATED.asProblem();
        }
        ending.show(job, tally);
        return tally.progress(job, ImportState.DONE);
    }

    private void end(ImportJob job, RuntimeException failure) {
        boolean hopeless = failure instanceof Problem problem && FINAL.contains(problem.type());
        if (hopeless || !job.resumable()) {
            ending.remove(job);
            return;
        }
        jobs.rest(job);
    }

    private void read(ImportJob job, InputStream export, ImportTally tally) {
        StagedImport staged = new StagedImport(job, staging, tally);
        try {
            InputStream limited = new LimitedInput(rate.watch(export), properties.largestImport().toBytes(), clock,
                    tally, () -> staging.goesOn(job, tally));
            TelegramExport.read(limited, clock.instant(), staged);
            staged.flush();
            staging.goesOn(job, tally);
        } catch (ExportRefused refused) {
            throw refused.asProblem();
        } catch (JacksonIOException broken) {
            throw broken.getCause() instanceof LimitedInput.TooLarge ? MessageProblems.IMPORT_TOO_LARGE.asProblem()
                    : MessageProblems.IMPORT_INTERRUPTED.asProblem();
        }
    }
}
