package dev.lethe.media.file;

import static dev.lethe.test.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.lethe.media.Holder;
import dev.lethe.media.MediaSuite;
import dev.lethe.media.blob.BlobStore;
import dev.lethe.media.blob.BlobWriting;
import dev.lethe.media.blob.StoreMark;
import dev.lethe.test.LetheTest;
import dev.lethe.test.TestSubjects;

@LetheTest
@Import({MediaSuite.class, SlowDiskIT.SlowDisk.class})
class SlowDiskIT {
    private static final int UPLOADS = 50;
    private static final AtomicInteger FORCING = new AtomicInteger();
    private static volatile CountDownLatch disk = new CountDownLatch(0);

    @Autowired
    private Environment environment;
    @Autowired
    private TestSubjects subjects;
    @Autowired
    private JdbcClient jdbc;

    @Test
    @Tag("case-73")
    void holdsNoTransactionWhileTheDiskWritesWhatIsDirty() throws Exception {
        var bystander = new Holder(environment, subjects);
        var kept = bystander.upload(new byte[100]);
        var holders = Stream.generate(() -> new Holder(environment, subjects)).limit(10).toList();
        disk = new CountDownLatch(1);
        var answers = new ArrayList<Future<Holder.Answer>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < UPLOADS; i++) {
                var holder = holders.get(i % holders.size());
                answers.add(threads.submit(() -> holder.upload(new byte[100], "image/png", "attachment")));
            }
            eventually(() -> assertThat(FORCING.get()).isEqualTo(UPLOADS));

            assertThat(bystander.download(kept).status()).isEqualTo(200);
            eventually(() -> assertThat(openTransactions()).isZero());
            disk.countDown();
        }
        for (var answer : answers)
            assertThat(answer.get().status()).isEqualTo(201);
        assertThat(FORCING.get()).isZero();
    }

    private long openTransactions() {
        return jdbc.sql("""
                select count(*) from pg_stat_activity where datname = current_database()
                and state = 'idle in transaction'""").query(Long.class).single();
    }

    @TestConfiguration
    static class SlowDisk {
        @Bean
        static BeanPostProcessor slowDisk() {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    return bean instanceof BlobStore store ? new SlowStore(store) : bean;
                }
            };
        }
    }

    private record SlowStore(BlobStore store) implements BlobStore {
        @Override
        public BlobWriting write(UUID id) {
            return new SlowWriting(store.write(id));
        }

        @Override
        public InputStream read(UUID id, long offset) {
            return store.read(id, offset);
        }

        @Override
        public boolean delete(UUID id) {
            return store.delete(id);
        }

        @Override
        public Stream<UUID> untouchedSince(Instant moment) {
            return store.untouchedSince(moment);
        }

        @Override
        public Optional<StoreMark> mark() {
            return store.mark();
        }

        @Override
        public void mark(StoreMark mark) {
            store.mark(mark);
        }
    }

    private record SlowWriting(BlobWriting writing) implements BlobWriting {
        @Override
        public void append(byte[] bytes) {
            writing.append(bytes);
        }

        @Override
        public void force() {
            waitForTheDisk();
            writing.force();
        }

        @Override
        public void complete() {
            writing.complete();
        }

        @Override
        public void forceName() {
            waitForTheDisk();
            writing.forceName();
        }

        @Override
        public void close() {
            writing.close();
        }

        private static void waitForTheDisk() {
            FORCING.incrementAndGet();
            try {
                assertThat(disk.await(1, TimeUnit.MINUTES)).isTrue();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            } finally {
                FORCING.decrementAndGet();
            }
        }
    }
}
