package dev.lethe.key.epoch;

import java.io.IOException;
import java.nio.file.Files;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import dev.lethe.key.KeyholderProperties;

/// Opens the epoch keys, and notes what none of them opens.
@Configuration(proxyBeanMethods = false)
class EpochConfiguration {

    @Bean
    EpochKeys epochKeys(KeyholderProperties properties, EpochState state, JdbcClient jdbc, BrokenShares broken,
            TransactionTemplate transaction) throws IOException {
        var keys = new EpochVolume(Files.createDirectories(properties.epochDirectory()), state, jdbc).open();
        transaction.executeWithoutResult(_ -> {
            var _ = new CurrentEpoch(keys, state).lock();
            broken.note(keys);
        });
        return keys;
    }

    @Bean
    Wrapping wrapping(EpochKeys keys) {
        return new Wrapping(keys);
    }
}
