package dev.lethe.platform.carrier;

import java.time.Duration;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/// Watches over the carriers of each service.
@AutoConfiguration
public class CarrierConfiguration {

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    @Bean
    CarrierWatch carrierWatch() {
        return new CarrierWatch(PATIENCE);
    }
}
