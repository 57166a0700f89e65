package dev.lethe.platform.ledger;

import java.util.List;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.lethe.platform.internal.AllowedPeers;
import dev.lethe.platform.internal.OperatorWitness;
import dev.lethe.platform.internal.Peer;

/// A copy of the ledger for others to merge with.
@RestController
@RequestMapping("/internal/v1/ledger")
@AllowedPeers({"account-service", "message-service", "contact-service", "media-service", "keyholder", "operator"})
class LedgerController {

    record Digests(List<byte[]> digests) {}

    record Entries(List<LedgerEntry> entries) {}

    record Added(int added) {}

    private static final String OPERATOR = "operator";

    private final LedgerCopy copy;
    private final OperatorWitness witness;

    LedgerController(LedgerCopy copy, ObjectProvider<OperatorWitness> witness) {
        this.copy = copy;
        this.witness = witness.getIfAvailable(() -> OperatorWitness.NONE);
    }

    @GetMapping("/digests")
    Digests digests() {
        return new Digests(copy.digests());
    }

    @GetMapping("/buckets/{number}")
    Entries bucket(@PathVariable int number) {
        return new Entries(copy.bucket(number));
    }

    @PostMapping("/entries")
    Added add(@RequestBody Entries entries, Peer peer) {
        if (peer.role().equals(OPERATOR)) {
            witness.saw(peer, "ledger-entries-offered");
        }
        return new Added(copy.add(entries.entries()));
    }
}
