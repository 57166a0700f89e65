package dev.lethe.platform.inbox;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.springframework.context.SmartLifecycle;

import dev.lethe.platform.caller.ServingGate;

/// All readers of a service: what never gives up reads by itself, so that nothing which fails or waits holds it up.
final class Inbox implements SmartLifecycle, ServingGate {

    private final List<InboxLoop> loops;
    private volatile boolean running;

    Inbox(List<InboxLoop> loops) {
        this.loops = loops;
    }

    @Override
    public boolean isOpen() { return loops.stream().allMatch(InboxLoop::isOpen); }

    @Override
    public String name() {
        return "events";
    }

    Map<String, String> stopped() {
        Map<String, String> all = new TreeMap<>();
        loops.forEach(loop -> all.putAll(loop.stopped()));
        return all;
    }

    Map<String, Integer> waiting() {
        Map<String, Integer> all = new TreeMap<>();
        loops.forEach(loop -> all.putAll(loop.waiting()));
        return all;
    }

    void letGo(String place) {
        loops.forEach(loop -> loop.letGo(place));
    }

    Map<String, Long> readOn() {
        Map<String, Long> all = new TreeMap<>();
        loops.forEach(loop -> all.putAll(loop.readOn()));
        return all;
    }

    @Override
    public void start() {
        running = true;
        loops.forEach(InboxLoop::start);
    }

    @Override
    public void stop() {
        running = false;
        loops.forEach(InboxLoop::stop);
    }

    @Override
    public boolean isRunning() { return running; }
}
