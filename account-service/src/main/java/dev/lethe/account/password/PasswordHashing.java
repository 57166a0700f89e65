package dev.lethe.account.password;

import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.PreDestroy;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

import dev.lethe.platform.problem.PlatformProblems;

/// Argon2id (RFC 9106) with 46 MiB and one pass, as OWASP asks. A few are hashed at once, on threads of their own, so that
/// they hold up no carrier of other requests; a few more wait, and whoever comes then is turned away.
@Component
@EnableConfigurationProperties(PasswordProperties.class)
class PasswordHashing {

    private static final int SALT = 16;
    private static final int LENGTH = 32;
    private static final int LANES = 1;
    private static final int KIBIBYTES = 46 * 1_024;
    private static final int PASSES = 1;

    private final Argon2PasswordEncoder argon2 = new Argon2PasswordEncoder(SALT, LENGTH, LANES, KIBIBYTES, PASSES);
    /// Those who may not be turned away stand beside the others, so many of them at a time.
    private static final int PATIENT = 8;

    private final ThreadPoolExecutor threads;
    private final Semaphore places;
    private final Semaphore patient = new Semaphore(PATIENT, true);

    PasswordHashing(PasswordProperties properties) {
        places = new Semaphore(properties.atOnce() + properties.waiting());
        threads = new ThreadPoolExecutor(properties.atOnce(), properties.atOnce(), 1, TimeUnit.MINUTES,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().daemon().name("passwords-", 0).factory());
        threads.allowCoreThreadTimeOut(true);
    }

    /// The hash, with its salt and settings.
    ///
    /// @throws dev.lethe.platform.problem.Problem 503 when too many wait
    String hash(PlainPassword password) {
        return unlessTooMany(() -> Objects.requireNonNull(argon2.encode(password.text())));
    }

    /// Whether it is the password of the hash; throws like [#hash].
    boolean matches(PlainPassword password, String hash) {
        return unlessTooMany(() -> argon2.matches(password.text(), hash));
    }

    /// Waits for its turn, however many there are. It holds up nothing but the thread that asks.
    boolean matchesInLine(PlainPassword password, String hash) {
        patient.acquireUninterruptibly();
        try {
            return inTurn(() -> argon2.matches(password.text(), hash));
        } finally {
            patient.release();
        }
    }

    private <T> T unlessTooMany(Callable<T> work) {
        if (!places.tryAcquire()) {
            throw PlatformProblems.unavailable();
        }
        try {
            return inTurn(work);
        } finally {
            places.release();
        }
    }

    private <T> T inTurn(Callable<T> work) {
        try {
            Future<T> turn = threads.submit(work);
            return turn.get();
        } catch (RejectedExecutionException | CancellationException _) {
            throw PlatformProblems.unavailable();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a password could not be hashed", e.getCause());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw PlatformProblems.unavailable();
        }
    }

    @PreDestroy
    void stop() {
        // what was not begun would otherwise be waited for without end
        threads.shutdownNow().stream().filter(Future.class::isInstance).forEach(it -> ((Future<?>) it).cancel(false));
    }
}
