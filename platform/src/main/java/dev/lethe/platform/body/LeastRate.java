package dev.lethe.platform.body;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;

import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/// How fast a long body must come or be taken at least, so that nobody holds a place for ever with a byte now and then.
///
/// @param amount bytes that must pass in each span of waiting
/// @param within how long may be waited for them; only waiting counts, not what the service does with the bytes
@Validated
@ConfigurationProperties("lethe.least-rate")
public record LeastRate(@DefaultValue("64KB") @NotNull DataSize amount,
        @DefaultValue("PT30S") @NotNull Duration within) {

    /// The same body, of which a read ends with the problem `too-slow` once too little came.
    public InputStream watch(InputStream body) {
        return new WatchedInput(body, this, System::nanoTime);
    }

    /// The same answer, of which a write breaks the connection off once too little was taken.
    public OutputStream watch(OutputStream answer) {
        return new WatchedOutput(answer, this, System::nanoTime);
    }
}
