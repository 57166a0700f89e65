package dev.lethe.key.destruction;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

import dev.lethe.platform.internal.InternalClients;
import dev.lethe.platform.ledger.HttpLedgerCopy;
import dev.lethe.platform.ledger.LedgerCopy;
import dev.lethe.platform.ledger.LedgerEntry;
import dev.lethe.platform.ledger.LedgerMerge;

/// Asks account-service, before this keyholder serves, who was erased while it was away: nobody gets a share of those once
/// more.
@Component
class MissedDestructions implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(MissedDestructions.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final KeyholderLedger own;
    private final LedgerCopy authority;
    private final DestroyedList list;
    private final Semaphore stopping = new Semaphore(0);
    private volatile @Nullable Thread asking;

    MissedDestructions(KeyholderLedger own, DestroyedList list, InternalClients clients,
            @Value("${lethe.account.internal-url}") String url) {
        this.own = own;
        this.list = list;
        this.authority = new HttpLedgerCopy(clients.of(LedgerEntry.AUTHORITY, url));
    }

    private void ask() {
        var pause = FIRST_PAUSE;
        while (isRunning()) {
            try {
                var moved = LedgerMerge.merge(own, authority);
                LOG.info("The ledger is merged with account-service: {} received, {} sent", moved.received(),
                        moved.sent());
                list.nothingIsMissed();
                asking = null;
            } catch (RuntimeException e) {
                LOG.warn("No share is served until account-service says who was erased: {}",
                        e.getClass().getSimpleName());
                await(pause);
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
        }
    }

    private void await(Duration pause) {
        try {
            var _ = stopping.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void start() {
        asking = Thread.ofPlatform().daemon().name("missed-destructions").unstarted(this::ask);
        asking.start();
    }

    @Override
    public void stop() {
        asking = null;
        stopping.release();
    }

    @Override
    public boolean isRunning() { return asking != null; }
}
