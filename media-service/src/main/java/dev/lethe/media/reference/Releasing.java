package dev.lethe.media.reference;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import dev.lethe.events.MediaEvent.Holding;
import dev.lethe.platform.failpoint.Failpoints;
import dev.lethe.platform.subject.Subjects;

/// Confirms and releases references, always under the lock of the file's row.
@Component
class Releasing {

    private final Subjects subjects;
    private final References references;
    private final Clock clock;

    Releasing(Subjects subjects, References references, Clock clock) {
        this.subjects = subjects;
        this.references = references;
        this.clock = clock;
    }

    /// The messages are durable: their leases last.
    @Transactional
    public void confirm(UUID file, List<Holding> holdings) {
        references.lockFiles(List.of(file));
        references.confirm(file, holdings);
        references.doomUnheld(List.of(file), null);
        Failpoints.reach("media.confirm-before-commit");
    }

    /// The messages are gone; a mark lets the release win over a lease that arrives later.
    @Transactional
    public void release(UUID file, List<Holding> holdings) {
        var living = subjects.lockLiving(holdings.stream().map(Holding::holderId).distinct().toList());
        if (references.lockFiles(List.of(file)).isEmpty()) {
            return;
        }
        references.delete(file, holdings);
        references.deleteUnattached(file, holdings);
        references.mark(file, holdings.stream().filter(holding -> living.contains(holding.holderId())).toList(),
                clock.instant());
        references.doomUnheld(List.of(file), null);
        Failpoints.reach("media.release-before-commit");
    }

    /// References that ran out, without a message.
    @Transactional
    public void drop(UUID file, List<Holding> holdings) {
        references.lockFiles(List.of(file));
        references.deleteExpired(file, holdings, clock.instant());
        references.doomUnheld(List.of(file), null);
    }

    /// A batch of uploads that nobody sent.
    ///
    /// @return how many
    @Transactional
    public int dropUploads(Instant now, int limit) {
        var files = references.deleteExpiredUploads(now, limit);
        references.doomUnheld(files, null);
        return files.size();
    }

    /// Whatever these messages of one holder refer to.
    @Transactional
    public void releaseMessages(UUID holder, List<Long> messages) {
        var held = references.ofMessages(holder, messages);
        var files = held.stream().map(References.Reference::file).distinct().toList();
        references.lockFiles(files);
        held.forEach(row -> references.delete(row.file(), List.of(new Holding(row.holder(), row.message()))));
        references.doomUnheld(files, null);
    }
}
