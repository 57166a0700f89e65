package dev.lethe.platform.carrier;

/// Turns of those who compute for long. A virtual thread keeps its carrier until it waits for something; one that computes
/// through thousands of messages would hold up every request of a service with one carrier.
public final class Turns {

    private Turns() {
    }

    /// Lets those who wait for a carrier go first. Costs a microsecond when nobody does.
    @SuppressWarnings("ThreadPriorityCheck") // no hint to a scheduler of platform threads: a virtual thread leaves its carrier
    public static void give() {
        Thread.yield();
    }
}
