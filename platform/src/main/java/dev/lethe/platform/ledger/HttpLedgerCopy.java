package dev.lethe.platform.ledger;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.springframework.web.client.RestClient;

/// Another service's copy, over its internal door.
public final class HttpLedgerCopy implements LedgerCopy {

    private final RestClient peer;

    /// @param peer a client for the internal door of who holds the copy
    public HttpLedgerCopy(RestClient peer) {
        this.peer = peer;
    }

    @Override
    public List<byte[]> digests() {
        return body(peer.get().uri("/internal/v1/ledger/digests").retrieve().body(LedgerController.Digests.class))
                .digests();
    }

    @Override
    public List<LedgerEntry> bucket(int number) {
        return body(peer.get().uri("/internal/v1/ledger/buckets/{number}", number).retrieve()
                .body(LedgerController.Entries.class)).entries();
    }

    @Override
    public int add(List<LedgerEntry> entries) {
        if (entries.isEmpty()) {
            return 0;
        }
        return body(peer.post().uri("/internal/v1/ledger/entries").body(new LedgerController.Entries(entries))
                .retrieve().body(LedgerController.Added.class)).added();
    }

    private static <T> T body(@Nullable T body) {
        return Objects.requireNonNull(body, "an answer");
    }
}
