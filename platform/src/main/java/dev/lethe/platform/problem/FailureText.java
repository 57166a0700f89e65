package dev.lethe.platform.problem;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// What a log may say of a failure: the types of its causes, and where our own code stood. Their messages stay out, for they
/// often repeat what a request held.
public final class FailureText {

    private static final String OWN = "dev.lethe.";
    private static final int CAUSES = 5;
    private static final int FRAMES = 6;

    private FailureText() {
    }

    /// One line, the outermost failure first.
    public static String of(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).limit(CAUSES).map(FailureText::one)
                .collect(joining(", caused by "));
    }

    private static String one(Throwable cause) {
        List<StackTraceElement> all = Arrays.asList(cause.getStackTrace());
        List<StackTraceElement> own = all.stream().filter(frame -> frame.getClassName().startsWith(OWN)).toList();
        return Stream.concat(Stream.of(cause.getClass().getName()),
                (own.isEmpty() ? all : own).stream().limit(FRAMES).map(FailureText::place)).collect(joining(" at "));
    }

    private static String place(StackTraceElement frame) {
        String type = frame.getClassName();
        return type.substring(type.lastIndexOf('.') + 1) + "." + frame.getMethodName() + ":" + frame.getLineNumber();
    }
}
