package dev.lethe.gateway.door;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// How fast an answer must be taken at least, so that nobody holds connections and memory for ever by reading nothing.
///
/// @param amount bytes that must be taken in one of two stretches of waiting
/// @param within how long a stretch is
@ConfigurationProperties("lethe.gateway.least-rate")
record LeastRateProperties(@DefaultValue("64KB") DataSize amount, @DefaultValue("PT30S") Duration within) {

    LeastRateProperties {
        if (amount.toBytes() < 1 || within.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException(
                    "lethe.gateway.least-rate: amount must be a byte or more, within a second or more");
        }
    }
}
