package dev.lethe.launcher.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import dev.lethe.client.Exchange;
import dev.lethe.client.ProblemException;

/// Plays one step after the other, and tells of each what happened and how long it took. A failed step ends the
/// story and shows the last exchange, in which nothing says who anybody is.
final class Stage implements Exchange.Listener {

    private final PrintStream out;
    private volatile @Nullable Exchange last;

    Stage(PrintStream out) {
        this.out = out;
    }

    /// What happens in a step.
    interface Act<T> {
        T play() throws Exception;
    }

    /// A step failed and was told.
    static final class Failed extends RuntimeException {
        Failed(Throwable cause) {
            super(cause);
        }
    }

    @Override
    public void exchanged(Exchange exchange) {
        last = exchange;
    }

    void chapter(String title) {
        out.printf("%n%s%n", title);
    }

    /// @param outcome puts what came of it into words
    <T> T step(String title, Act<T> act, Function<T, String> outcome) {
        long started = System.nanoTime();
        try {
            T result = act.play();
            String words = outcome.apply(result);
            out.printf("  %-52s %7.2f s   %s%n", title, seconds(started), words);
            return result;
        } catch (Exception failure) {
            if (failure instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            tell(title, failure, started);
            throw new Failed(failure);
        }
    }

    private void tell(String title, Exception failure, long started) {
        out.printf("  %-52s %7.2f s   FAILED%n%n", title, seconds(started));
        out.println("    " + reason(failure));
        Exchange exchange = failure instanceof ProblemException problem ? problem.exchange() : last;
        if (exchange != null) {
            out.println("    The last exchange (values that tell of people are blacked out):");
            exchange.toString().lines().forEach(line -> out.println("      " + line));
        }
    }

    private static String reason(Exception failure) {
        return failure instanceof ProblemException || failure instanceof DemoException
                ? String.valueOf(failure.getMessage())
                : failure.getClass().getSimpleName() + ": " + failure.getMessage();
    }

    private static double seconds(long started) {
        return Duration.ofNanos(System.nanoTime() - started).toMillis() / 1000.0;
    }
}
