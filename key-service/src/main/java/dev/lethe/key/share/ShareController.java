package dev.lethe.key.share;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import dev.lethe.key.KeyProblems;
import dev.lethe.platform.internal.AllowedPeers;
import dev.lethe.platform.internal.Peer;
import dev.lethe.platform.vault.HolderCalls;
import dev.lethe.platform.vault.Keyholder;

/// Shares over HTTP: account-service brings and names them, each service reads its own.
@RestController
@RequestMapping("/internal/v1")
class ShareController {

    private final Shares shares;
    private final FetchBudget budget;

    ShareController(Shares shares, FetchBudget budget) {
        this.shares = shares;
        this.budget = budget;
    }

    @PostMapping("/shares/fetch")
    @AllowedPeers({"account-service", "message-service", "contact-service", "media-service"})
    HolderCalls.Fetched fetch(@RequestBody HolderCalls.Fetch request, Peer peer) {
        ReaderRoles.check(peer.role(), request.reader());
        if (request.subjects().size() > Keyholder.BATCH) {
            throw KeyProblems.BATCH_TOO_LARGE.asProblem();
        }
        budget.spend(peer.role(), request.subjects().size());
        return new HolderCalls.Fetched(shares.read(request.reader(), request.subjects()));
    }

    @PostMapping("/shares/refill")
    @AllowedPeers({"account-service", "message-service", "contact-service", "media-service"})
    HolderCalls.Outcome refill(@RequestBody HolderCalls.Refill request, Peer peer) {
        ReaderRoles.check(peer.role(), request.reader());
        budget.spend(peer.role(), 1);
        return new HolderCalls.Outcome(shares.put(request.subject(), request.share().keyId(),
                Map.of(request.reader(), request.share())));
    }

    @PutMapping("/keys/{subject}")
    @AllowedPeers("account-service")
    HolderCalls.Outcome put(@PathVariable UUID subject, @RequestBody HolderCalls.Put request) {
        return new HolderCalls.Outcome(shares.put(subject, request.keyId(), request.shares()));
    }

    @PostMapping("/key-names/{keyId}")
    @AllowedPeers("account-service")
    void name(@PathVariable UUID keyId) {
        shares.name(keyId);
    }

    @GetMapping("/key-names/missing")
    @AllowedPeers("account-service")
    HolderCalls.Unnamed unnamed(@RequestParam Duration olderThan) {
        return new HolderCalls.Unnamed(shares.unnamed(olderThan));
    }
}
