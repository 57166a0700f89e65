package dev.lethe.message.history;

import java.util.List;
import java.util.UUID;

import jakarta.validation.constraints.Size;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import io.swagger.v3.oas.annotations.Hidden;

import dev.lethe.events.MediaEvent.Holding;
import dev.lethe.platform.internal.AllowedPeers;
import dev.lethe.platform.problem.PlatformProblems;

/// Tells media-service which messages exist, for leases whose confirmation never came.
@RestController
@Hidden
@AllowedPeers("media-service")
class ReferenceController {
    record Standing(List<StandingMessage> standing) {}

    record StandingMessage(UUID holderId, long messageId) {}

    private final References references;

    ReferenceController(References references) {
        this.references = references;
    }

    /// @param holding holder and message, with a colon between them
    @GetMapping("/internal/v1/references")
    Standing standing(@RequestParam UUID fileId, @RequestParam @Size(min = 1, max = 500) List<String> holding) {
        return new Standing(references.standing(fileId, holding.stream().map(ReferenceController::parse).toList())
                .stream()
                .map(found -> new StandingMessage(found.holderId(), found.messageId()))
                .toList());
    }

    private static Holding parse(String text) {
        int colon = text.indexOf(':');
        try {
            return new Holding(UUID.fromString(text.substring(0, Math.max(colon, 0))),
                    Long.parseLong(text.substring(colon + 1)));
        } catch (IllegalArgumentException _) {
            throw PlatformProblems.INVALID_REQUEST.asProblem().withField("holding", "is not holder:message");
        }
    }
}
