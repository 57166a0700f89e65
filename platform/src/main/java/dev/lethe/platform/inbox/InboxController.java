package dev.lethe.platform.inbox;

import java.util.Map;

import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.lethe.platform.internal.AllowedPeers;

/// Lets an operator go on with logs that have lost something.
@RestController
@AllowedPeers("operator")
class InboxController {

    /// @param from where each partition is read now that had stopped
    record ReadOn(Map<String, Long> from) {}

    private final Inbox inbox;

    InboxController(Inbox inbox) {
        this.inbox = inbox;
    }

    @PostMapping("/internal/v1/inbox/read-on")
    ReadOn readOn() {
        return new ReadOn(inbox.readOn());
    }
}
