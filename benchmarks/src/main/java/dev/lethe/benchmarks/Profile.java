package dev.lethe.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/// Samples of a process: a tree of calls, and how much falls to which part of the code.
final class Profile {

    /// What code belongs to: the innermost frame that has one of these beginnings decides.
    private static final Map<String, List<String>> PARTS = parts();

    private final Frame root = new Frame("all");
    private final Map<String, Integer> parts = new LinkedHashMap<>();

    /// A method, and those that it called.
    static final class Frame {

        private final String name;
        private final Map<String, Frame> callees = new LinkedHashMap<>();
        private int samples;

        Frame(String name) {
            this.name = name;
        }

        String name() {
            return name;
        }

        int samples() {
            return samples;
        }

        List<Frame> callees() {
            return callees.values().stream().sorted(Comparator.comparing(Frame::name)).toList();
        }
    }

    private static Map<String, List<String>> parts() {
        var parts = new LinkedHashMap<String, List<String>>();
        parts.put("sealing", List.of("dev.lethe.platform.vault.", "dev.lethe.message.history.MessageSeal"));
        parts.put("search entries", List.of("dev.lethe.message.words.", "org.apache.lucene."));
        parts.put("PostgreSQL driver", List.of("org.postgresql.", "com.zaxxer."));
        parts.put("Spring JDBC and transactions",
                List.of("org.springframework.jdbc.", "org.springframework.transaction."));
        parts.put("JSON", List.of("tools.jackson.", "com.fasterxml."));
        parts.put("validation", List.of("org.hibernate.validator.", "org.springframework.validation."));
        parts.put("metrics and observation", List.of("io.micrometer.", "org.springframework.boot.micrometer.",
                "org.springframework.web.filter.ServerHttpObservationFilter", "org.HdrHistogram."));
        parts.put("security chain",
                List.of("org.springframework.security.", "com.nimbusds.", "dev.lethe.platform.caller."));
        parts.put("Tomcat", List.of("org.apache.tomcat.", "org.apache.coyote.", "org.apache.catalina."));
        parts.put("Netty", List.of("io.netty."));
        parts.put("Reactor Netty", List.of("reactor.netty."));
        parts.put("Reactor", List.of("reactor."));
        parts.put("Spring Cloud Gateway", List.of("org.springframework.cloud."));
        parts.put("Spring web", List.of("org.springframework."));
        parts.put("limits", List.of("dev.lethe.gateway.limit.", "io.github.bucket4j."));
        parts.put("own code", List.of("dev.lethe."));
        return parts;
    }

    static Profile of(Path recording) throws IOException {
        var profile = new Profile();
        try (var file = new RecordingFile(recording)) {
            while (file.hasMoreEvents()) {
                var event = file.readEvent();
                if (event.getEventType().getName().equals("jdk.CPUTimeSample") && event.getStackTrace() != null) {
                    profile.add(event);
                }
            }
        }
        return profile;
    }

    private void add(RecordedEvent event) {
        var frames = new ArrayList<>(event.getStackTrace().getFrames());
        parts.merge(part(frames), 1, Integer::sum);
        var at = root;
        at.samples++;
        for (var frame : frames.reversed()) {
            at = at.callees.computeIfAbsent(name(frame), Frame::new);
            at.samples++;
        }
    }

    private static String part(List<RecordedFrame> frames) {
        for (var frame : frames) {
            var name = name(frame);
            for (var part : PARTS.entrySet()) {
                if (part.getValue().stream().anyMatch(name::startsWith)) {
                    return part.getKey();
                }
            }
        }
        return "JDK";
    }

    private static String name(RecordedFrame frame) {
        var method = frame.getMethod();
        var type = method.getType().getName();
        var hidden = type.indexOf("$$Lambda");
        return (hidden < 0 ? type : type.substring(0, hidden) + "$lambda") + "." + method.getName();
    }

    /// The parts, largest first.
    ///
    /// @param microseconds of the whole process for each request
    String table(double microseconds) {
        var table = new StringBuilder("| part | share | µs a request |\n|---|---:|---:|\n");
        parts.entrySet()
                .stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .forEach(part -> {
                    var share = part.getValue() / (double) root.samples;
                    table.append(String.format(Locale.ROOT, "| %s | %.1f %% | %.0f |%n", part.getKey(), share * 100,
                            share * microseconds));
                });
        return table.toString();
    }

    String flameGraph(String title) {
        return FlameGraph.of(title, root);
    }
}
