package dev.lethe.key.epoch;

import java.io.IOException;
import java.nio.file.Files;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import dev.lethe.key.KeyholderProperties;

/// Opens the epoch keys, or makes the first ones for an empty database.
@Configuration(proxyBeanMethods = false)
class EpochConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(EpochConfiguration.class);

    @Bean
    EpochKeys epochKeys(KeyholderProperties properties, EpochState state, JdbcClient jdbc,
            TransactionTemplate transaction) throws IOException {
        var directory = Files.createDirectories(properties.epochDirectory());
        if (!EpochKeys.exist(directory) && state.exists()) {
            throw new IllegalStateException(
                    "The database knows epoch %d, but %s holds no epoch keys. Is the volume mounted? If it is lost, start with an empty database: the other keyholders give the shares back."
                            .formatted(state.read().epoch(), directory));
        }
        var keys = EpochKeys.exist(directory) ? EpochKeys.open(directory) : EpochKeys.create(directory);
        if (!state.exists()) {
            state.create(keys.epoch());
        }
        transaction.executeWithoutResult(_ -> dropDead(keys, jdbc));
        return keys;
    }

    @Bean
    Wrapping wrapping(EpochKeys keys) {
        return new Wrapping(keys);
    }

    /// Shares from an old backup whose keys were destroyed: nobody can open them, so make room for a refill.
    private static void dropDead(EpochKeys keys, JdbcClient jdbc) {
        var all = keys.all();
        var dropped = jdbc.sql("""
                delete from share s where not exists (
                    select from unnest(?::int[], ?::bigint[]) k(bucket, epoch)
                    where k.bucket = s.bucket and k.epoch = s.epoch)""")
                .param(all.stream().map(EpochKeys.BucketKey::bucket).toArray(Integer[]::new))
                .param(all.stream().map(EpochKeys.BucketKey::epoch).toArray(Long[]::new)).update();
        if (dropped > 0) {
            LOG.warn("{} shares of ended epochs were dropped; the other keyholders will give them back", dropped);
        }
    }
}
