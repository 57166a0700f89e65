package dev.lethe.platform.inbox;

import java.util.Map;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.lethe.platform.internal.AllowedPeers;
import dev.lethe.platform.internal.OperatorWitness;
import dev.lethe.platform.internal.Peer;

/// Lets an operator go on with logs that have lost something.
@RestController
@AllowedPeers("operator")
class InboxController {

    /// @param from where each partition is read now that had stopped
    record ReadOn(Map<String, Long> from) {}

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
}
