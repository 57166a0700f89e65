package dev.lethe.platform.caller;

import java.time.Duration;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.springframework.web.client.RestClient;

/// The feed at account-service's internal door: `GET /internal/v1/revocations?era=&after=&wait=`.
final class HttpRevocationSource implements RevocationSource {

    private final RestClient authority;

    HttpRevocationSource(RestClient authority) {
        this.authority = authority;
    }

    @Override
    public Batch after(@Nullable String era, long number, Duration wait) {
        Batch batch = authority.get()
                .uri(uri -> uri.path("/internal/v1/revocations").queryParam("era", era == null ? "" : era)
                        .queryParam("after", number).queryParam("wait", wait.toMillis()).build())
                .retrieve().body(Batch.class);
        return Objects.requireNonNull(batch);
    }
}
