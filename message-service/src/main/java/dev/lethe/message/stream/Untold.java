package dev.lethe.message.stream;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.lethe.message.update.UpdateFeed;

/// What a stream has read and not told yet. One thread tells it; another may drop it when the telling is stuck.
final class Untold {
    private List<UpdateFeed.Step> steps = List.of();
    private int next;
    private long askedAt = System.nanoTime();
    private int told;
    private boolean dropped;

    synchronized void put(List<UpdateFeed.Step> page) {
        steps = page;
        next = 0;
        told = 0;
        askedAt = System.nanoTime();
        dropped = false;
    }

    /// The next step; null when there is none, or none any more.
    synchronized UpdateFeed.@Nullable Step next() {
        askedAt = System.nanoTime();
        if (next == steps.size()) {
            return null;
        }
        told++;
        return steps.get(next++);
    }

    /// Drops the rest when the last step was asked for as long ago as the given nanoseconds.
    synchronized void dropAfter(long nanos) {
        if (next < steps.size() && System.nanoTime() - askedAt >= nanos) {
            dropped = true;
        }
        if (dropped || next == steps.size()) {
            steps = List.of();
            next = 0;
        }
    }

    /// How many steps of the last page were taken to be told.
    synchronized int told() {
        return told;
    }

    synchronized boolean isEmpty() { return steps.isEmpty(); }

    /// Whether steps of the last page were dropped.
    synchronized boolean isDropped() { return dropped; }
}
