package dev.lethe.account.sms;

import static dev.lethe.test.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import dev.lethe.account.sms.SmsDelivery.Later;
import dev.lethe.account.sms.SmsDelivery.Refused;
import dev.lethe.account.sms.SmsDelivery.Taken;
import dev.lethe.platform.number.PhoneNumber;
import dev.lethe.test.TestClock;

class SmsSendingTest {

    private static final PhoneNumber ADA = new PhoneNumber("+4915112345678");

    private final Queue<SmsDelivery> answers = new ConcurrentLinkedQueue<>();
    private volatile SmsDelivery otherwise = new Taken();
    private final List<Sms> tried = new CopyOnWriteArrayList<>();
    private final TestClock clock = new TestClock();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final SmsSending sending = new SmsSending(this::answer, meters, clock, Duration.ofMillis(2), 3);

    private SmsDelivery answer(Sms sms) {
        tried.add(sms);
        SmsDelivery answer = answers.poll();
        return answer == null ? otherwise : answer;
    }

    @AfterEach
    void stop() {
        sending.stop();
    }

    private Instant inFiveMinutes() {
        return clock.instant().plus(Duration.ofMinutes(5));
    }

    private double count(String outcome) {
        return meters.counter(SmsSending.METRIC, "outcome", outcome).count();
    }

    @Test
    void comesAgainWithTheSameText() {
        answers.addAll(List.of(Later.unsaid(), Later.unsaid()));

        sending.send(ADA, "code", inFiveMinutes());

        eventually(() -> assertThat(count("taken")).isOne());
        assertThat(tried).hasSize(3).allSatisfy(it -> assertThat(it).isEqualTo(tried.getFirst()));
        assertThat(count("later")).isEqualTo(2);
    }

    @Test
    void comesAgainWhenTheGatewayFails() {
        var failing = new SmsSending(sms -> {
            if (answer(sms) instanceof Later) {
                throw new IllegalStateException("broken");
            }
            return new Taken();
        }, meters, clock, Duration.ofMillis(2), 3);
        answers.add(Later.unsaid());

        failing.send(ADA, "code", inFiveMinutes());

        eventually(() -> assertThat(count("taken")).isOne());
        failing.stop();
    }

    @Test
    void triesNoMoreWhatIsRefused() {
        answers.add(new Refused());

        sending.send(ADA, "code", inFiveMinutes());

        eventually(() -> assertThat(count("refused")).isOne());
        sending.stop();
        assertThat(tried).hasSize(1);
    }

    @Test
    void bringsNoCodeThatIsOver() {
        otherwise = Later.unsaid();
        sending.send(ADA, "code", inFiveMinutes());
        eventually(() -> assertThat(tried).isNotEmpty());

        clock.advance(Duration.ofMinutes(5));

        eventually(() -> assertThat(count("expired")).isOne());
        assertThat(count("taken")).isZero();
    }

    @Test
    void holdsAllBackWhenTheGatewayWantsNoMore() {
        answers.add(new Later(Duration.ofMinutes(1)));
        sending.send(ADA, "first", inFiveMinutes());
        eventually(() -> assertThat(count("later")).isOne());

        assertThat(sending.sendOnce("second", ADA, "second")).isEqualTo(Later.unsaid());

        assertThat(tried).hasSize(1);
    }

    @Test
    void tellsOperatorsWhenTheGatewayHasTakenNothingForMinutes() {
        var health = new SmsHealthIndicator(sending, clock);
        otherwise = Later.unsaid();
        sending.sendOnce("first", ADA, "first");
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);

        clock.advance(Duration.ofMinutes(2));
        sending.sendOnce("second", ADA, "second");
        assertThat(health.health().getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
        assertThat(health.health().getDetails()).containsOnlyKeys("awaySince", "waiting");
        clock.advance(Duration.ofMinutes(10));
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
        sending.sendOnce("again", ADA, "again");
        assertThat(health.health().getStatus()).isEqualTo(Status.OUT_OF_SERVICE);

        otherwise = new Refused();
        sending.sendOnce("third", ADA, "third");
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void keepsFewInMemory() {
        otherwise = Later.unsaid();

        for (int i = 0; i < 5; i++) {
            sending.send(ADA, "code " + i, inFiveMinutes());
        }

        assertThat(count("no-room")).isEqualTo(2);
        assertThat(meters.get("lethe.sms.waiting").gauge().value()).isEqualTo(3);
    }

    @Test
    void waitsForWhatIsBeingHandedOver() throws Exception {
        var begun = new CountDownLatch(1);
        var answered = new CountDownLatch(1);
        var slow = new SmsSending(_ -> {
            begun.countDown();
            try {
                answered.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return new Taken();
        }, meters, clock, Duration.ofMillis(2), 3);
        slow.send(ADA, "code", inFiveMinutes());
        begun.await();

        var stopping = Thread.ofVirtual().start(slow::stop);
        answered.countDown();
        stopping.join();

        assertThat(count("taken")).isOne();
    }

    @Test
    void bringsNoCodeThatIsOverWhenItsTurnComes() {
        var open = new CountDownLatch(1);
        var slow = new SmsSending(sms -> {
            tried.add(sms);
            awaits(open);
            return new Taken();
        }, meters, clock, Duration.ofMillis(2), 40);
        IntStream.range(0, 33).forEach(_ -> slow.send(ADA, "code", inFiveMinutes()));
        eventually(() -> assertThat(tried).hasSize(32));

        clock.advance(Duration.ofMinutes(6));
        open.countDown();

        eventually(() -> assertThat(count("expired")).isOne());
        assertThat(tried).hasSize(32);
        slow.stop();
    }

    private static void awaits(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
