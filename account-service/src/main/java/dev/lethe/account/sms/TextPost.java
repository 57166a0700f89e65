package dev.lethe.account.sms;

import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import javax.net.ssl.SSLContext;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hands a text over by HTTP. What the other side writes into its answer may repeat the text, so nothing but the status and
/// the pause it asks for are looked at. A redirection is followed nowhere.
final class TextPost implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TextPost.class);
    private static final Duration LONGEST = Duration.ofHours(1);

    private final HttpClient http;
    private final Duration patience;
    private final Clock clock;

    TextPost(SSLContext trust, Duration patience, Clock clock) {
        this.http = HttpClient.newBuilder().sslContext(trust).connectTimeout(patience).followRedirects(Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1).build();
        this.patience = patience;
        this.clock = clock;
    }

    SmsDelivery post(HttpRequest.Builder request) {
        var answer = http.sendAsync(request.timeout(patience).build(), BodyHandlers.discarding());
        try {
            return judge(answer.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException _) {
            answer.cancel(true);
            return waits("no answer in time");
        } catch (ExecutionException e) {
            return waits(e.getCause() == null ? "unknown" : e.getCause().getClass().getSimpleName());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return SmsDelivery.Later.unsaid();
        }
    }

    private SmsDelivery judge(HttpResponse<?> answer) {
        int status = answer.statusCode();
        return switch (status) {
            case 429, 503 -> {
                LOG.warn("the SMS gateway wants no more texts for now: {}", status);
                yield new SmsDelivery.Later(answer.headers().firstValue("Retry-After").map(this::pause)
                        .orElse(Duration.ZERO));
            }
            case 400, 413, 422 -> {
                LOG.warn("the SMS gateway refused a text: {}", status);
                yield new SmsDelivery.Refused();
            }
            case 408, 425 -> waits(status);
            default -> switch (status / 100) {
                case 2 -> new SmsDelivery.Taken();
                case 4 -> turnsUsAway(status);
                default -> waits(status);
            };
        };
    }

    /// A wrong key, path or account: that is about us and no text, and an operator can mend it.
    private static SmsDelivery turnsUsAway(int status) {
        LOG.error("texts wait for the SMS gateway, which turns this service away: {}", status);
        return SmsDelivery.Later.unsaid();
    }

    private static SmsDelivery waits(Object why) {
        LOG.warn("a text waits for the SMS gateway: {}", why);
        return SmsDelivery.Later.unsaid();
    }

    /// Seconds or a date (RFC 9110, 10.2.3).
    private Duration pause(String written) {
        try {
            Duration pause = written.matches("[0-9]{1,9}") ? Duration.ofSeconds(Long.parseLong(written))
                    : Duration.between(clock.instant(),
                            DateTimeFormatter.RFC_1123_DATE_TIME.parse(written, Instant::from));
            return pause.isNegative() ? Duration.ZERO : pause.compareTo(LONGEST) < 0 ? pause : LONGEST;
        } catch (DateTimeException _) {
            return Duration.ZERO;
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
