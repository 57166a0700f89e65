package dev.lethe.platform.failpoint;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;

/// Reads which failpoint is armed. In production neither setting exists, and `reach` does nothing.
@AutoConfiguration
public class FailpointConfiguration {

    FailpointConfiguration(@Value("${lethe.failpoint:#{null}}") @Nullable String name,
            @Value("${lethe.failpoint-file:#{null}}") @Nullable String file,
            @Value("${lethe.failpoint-trace:#{null}}") @Nullable String trace) {
        Failpoints.arm(name == null || name.isBlank() ? null : name, file == null ? null : Path.of(file),
                trace == null ? null : Path.of(trace));
    }
}
