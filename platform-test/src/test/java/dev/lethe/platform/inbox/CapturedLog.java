package dev.lethe.platform.inbox;

import java.util.List;

import org.slf4j.LoggerFactory;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;

/// All that is logged while it is open, what our own code says to developers too.
final class CapturedLog implements AutoCloseable {

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Logger ours = (Logger) LoggerFactory.getLogger("dev.lethe");
    private final Level before = ours.getLevel();
    private final ListAppender<ILoggingEvent> events = new ListAppender<>();

    CapturedLog() {
        events.start();
        root.addAppender(events);
        ours.setLevel(Level.TRACE);
    }

    /// Each with what was thrown.
    List<String> lines() {
        List<ILoggingEvent> until;
        synchronized (events) {
            until = List.copyOf(events.list);
        }
        return until.stream()
                .map(event -> event.getFormattedMessage() + ThrowableProxyUtil.asString(event.getThrowableProxy()))
                .toList();
    }

    @Override
    public void close() {
        ours.setLevel(before);
        root.detachAppender(events);
        events.stop();
    }
}
