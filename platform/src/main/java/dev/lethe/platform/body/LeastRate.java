package dev.lethe.platform.body;

import java.io.InputStream;
import java.time.Duration;

import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/// How fast a long body must come at least, so that nobody holds a place for ever with a byte now and then.
///
/// @param amount bytes that must come in each span of waiting
/// @param within how long may be waited for them; only waiting counts, not what the service does with the bytes
@Validated
@ConfigurationProperties("lethe.least-rate")
public record LeastRate(@DefaultValue("64KB") @NotNull DataSize amount,
        @DefaultValue("PT30S") @NotNull Duration within) {

    /// The same body, of which a read ends with the problem `too-slow` once too little came.
    public InputStream watch(InputStream body) {
        return new WatchedInput(body, this, System::nanoTime);
    }
}
