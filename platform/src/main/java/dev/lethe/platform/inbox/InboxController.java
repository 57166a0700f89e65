package dev.lethe.platform.inbox;

import java.util.Map;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import dev.lethe.events.DeletionEvent;
import dev.lethe.platform.internal.AllowedPeers;
import dev.lethe.platform.internal.OperatorWitness;
import dev.lethe.platform.internal.Peer;
import dev.lethe.platform.problem.PlatformProblems;

/// Lets an operator go on with logs that have lost something, or hold a record that nobody can take.
@RestController
@AllowedPeers("operator")
class InboxController {

    /// @param from where each partition is read now that had stopped
    record ReadOn(Map<String, Long> from) {}

    /// @param record the one at which a partition waits, as the health detail `inbox` names it
    record LetGo(String record) {}

    private final Inbox inbox;
    private final OperatorWitness witness;

    InboxController(Inbox inbox, ObjectProvider<OperatorWitness> witness) {
        this.inbox = inbox;
        this.witness = witness.getIfAvailable(() -> OperatorWitness.NONE);
    }

    @PostMapping("/internal/v1/inbox/read-on")
    ReadOn readOn(Peer operator) {
        witness.saw(operator, "inbox-read-on");
        return new ReadOn(inbox.readOn());
    }

    /// Lets a deletion go that can never be carried out, and nothing else: no erasure may be forgotten. To be said to the
    /// replica whose health names the record, which becomes a dead letter and can still be replayed.
    @PostMapping("/internal/v1/inbox/let-go")
    LetGo letGo(@RequestBody LetGo asked, Peer operator) {
        if (inbox.waiting().keySet().stream()
                .noneMatch(it -> it.startsWith(DeletionEvent.TOPIC + "-") && it.equals(asked.record()))) {
            throw PlatformProblems.NOT_FOUND.asProblem();
        }
        witness.saw(operator, "event-let-go");
        inbox.letGo(asked.record());
        return asked;
    }
}
