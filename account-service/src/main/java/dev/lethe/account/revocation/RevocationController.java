package dev.lethe.account.revocation;

import java.time.Duration;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import io.swagger.v3.oas.annotations.Hidden;

import dev.lethe.platform.caller.RevocationSource;
import dev.lethe.platform.internal.AllowedPeers;

@Hidden
@RestController
@AllowedPeers({"account-service", "message-service", "contact-service", "media-service", "relay-service", "gateway",
    "keyholder", "operator"})
class RevocationController {

    /// A caller must hear something each second.
    private static final long LONGEST_WAIT = 1000;

    private final RevocationFeed feed;

    RevocationController(RevocationFeed feed) {
        this.feed = feed;
    }

    @GetMapping("/internal/v1/revocations")
    RevocationSource.Batch revocations(@RequestParam(defaultValue = "") String era,
            @RequestParam(defaultValue = "0") long after, @RequestParam(defaultValue = "1000") long wait) {
        return feed.after(era, after, Duration.ofMillis(Math.clamp(wait, 0, LONGEST_WAIT)));
    }
}
