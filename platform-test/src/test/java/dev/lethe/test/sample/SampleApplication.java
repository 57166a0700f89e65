package dev.lethe.test.sample;

import java.time.Clock;
import java.util.UUID;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.lethe.platform.caller.Caller;
import dev.lethe.platform.internal.AllowedPeers;

@SpringBootApplication
class SampleApplication {

    @RestController
    static class CallerController {
        private final Clock clock;

        CallerController(Clock clock) {
            this.clock = clock;
        }

        @GetMapping("/v1/caller")
        UUID caller(Caller caller) {
            return caller.accountId();
        }

        @GetMapping("/internal/v1/time")
        @AllowedPeers("account-service")
        long time() {
            return clock.millis();
        }
    }
}
