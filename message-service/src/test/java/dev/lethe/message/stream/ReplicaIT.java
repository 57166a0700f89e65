package dev.lethe.message.stream;

import static dev.lethe.test.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

import dev.lethe.message.MessageServiceApplication;
import dev.lethe.message.group.GroupServiceIT;
import dev.lethe.message.stream.Follower.Event;
import dev.lethe.platform.vault.Keyholders;
import dev.lethe.test.FakeAuthority;
import dev.lethe.test.SuiteConfiguration;

/// Two replicas on one database and one broker.
class ReplicaIT extends GroupServiceIT {
    private static final String IN_ORDER = "select id from message where owner_id = ? and chat_id = ? order by seq";

    @Autowired
    private ConfigurableEnvironment environment;
    @Autowired
    private Keyholders keyholders;
    @Autowired
    private FakeAuthority authority;

    @Test
    void tellsAtOneReplicaWhatWasSentAtTheOther() {
        Person alice = someone();
        Person bob = someone();
        eventually(() -> alice.sends(bob, "hello"));
        try (ConfigurableApplicationContext other = replica()) {
            int otherPort = portOf(other);
            eventually(() -> assertThat(other.getBean(WakesOfOthers.class).isHearing()).isTrue());
            try (Follower follower = new Follower(bob.open(otherPort, "/v1/updates/stream"))) {
                follower.next();
                for (int i = 0; i < 5; i++) {
                    String id = alice.sends(bob, "message " + i);
                    Event event = follower.next(Duration.ofSeconds(1));

                    assertThat(event.text("/message/id")).isEqualTo(id);
                }
            }
        }
    }

    @Test
    void sendsOnceWhatBothAreAskedFor() {
        Person alice = someone();
        Person bob = someone();
        UUID clientId = UUID.randomUUID();
        try (ConfigurableApplicationContext other = replica()) {
            Person elsewhere = alice.at(portOf(other));
            List<Callable<Answer>> tries = IntStream.range(0, 20)
                    .<Callable<Answer>>mapToObj(
                            i -> () -> served(() -> (i % 2 == 0 ? alice : elsewhere).send(bob.id, clientId, "once")))
                    .toList();

            List<Answer> answers = all(tries);

            assertThat(answers).extracting(Answer::status).containsOnly(201);
            assertThat(answers.stream().map(answer -> answer.text("/id")).distinct()).hasSize(1);
            assertThat(alice.textsWith(bob.id)).containsExactly("once");
            assertThat(elsewhere.textsWith(bob.id)).containsExactly("once");
            assertThat(bob.textsWith(alice.id)).containsExactly("once");
        }
    }

    /// Asks again, as clients do, while a replica is too busy to answer.
    private static Answer served(Callable<Answer> call) throws Exception {
        Answer answer = call.call();
        for (int again = 0; again < 1_000 && answer.status() == 503; again++) {
            answer = call.call();
        }
        return answer;
    }

    @Test
    void keepsTheOrderOfEveryMailboxWhileBothWrite() {
        List<Person> people = Stream.generate(this::someone).limit(8).toList();
        Random chance = new Random(8);
        try (ConfigurableApplicationContext other = replica()) {
            List<Person> writers = people.stream().flatMap(it -> Stream.of(it, it.at(portOf(other)))).toList();
            List<Callable<Answer>> sends = Stream.generate(() -> {
                Person writer = writers.get(chance.nextInt(writers.size()));
                UUID partner = people.get(chance.nextInt(people.size())).id;
                UUID clientId = UUID.randomUUID();
                return (Callable<Answer>) () -> served(() -> writer.send(partner, clientId, "to one of eight"));
            }).limit(304).toList();

            List<Answer> answers = IntStream.range(0, 8)
                    .mapToObj(i -> all(sends.subList(38 * i, 38 * i + 38))).flatMap(List::stream).toList();

            assertThat(answers).extracting(Answer::status).containsOnly(201);
        }
        for (Person one : people) {
            List<Long> numbers = column("select seq from message where owner_id = ? order by seq", one.id);
            assertThat(numbers).isEqualTo(LongStream.rangeClosed(1, numbers.size()).boxed().toList());
            for (Person two : people) {
                List<Long> ids = column(IN_ORDER, one.id, two.id);
                assertThat(ids).isSorted().isEqualTo(column(IN_ORDER, two.id, one.id));
            }
        }
    }

    @Test
    void takesNothingAtOneFromWhomTheOtherRemoved() {
        Person alice = someone();
        Person bob = someone();
        UUID group = group(alice, "Two doors", bob);
        try (ConfigurableApplicationContext other = replica()) {
            Person elsewhere = bob.at(portOf(other));
            assertThat(elsewhere.send(group, UUID.randomUUID(), "while I am in").status()).isEqualTo(201);

            assertThat(remove(alice, group, bob).status()).isEqualTo(204);
            Answer refused = elsewhere.send(group, UUID.randomUUID(), "when I am out");

            assertThat(refused.text("/code")).isEqualTo("not-a-member");
            assertThat(texts(alice, group)).containsExactly("", "while I am in", "");
            assertThat(texts(bob, group)).containsExactly("", "while I am in", "");
        }
    }

    private List<Long> column(String sql, UUID... params) {
        return jdbc.sql(sql).params((Object[]) params).query((row, _) -> row.getLong(1)).list();
    }

    private static int portOf(ConfigurableApplicationContext replica) {
        return Integer.parseInt(replica.getEnvironment().getRequiredProperty("local.server.port"));
    }

    private ConfigurableApplicationContext replica() {
        Map<String, Object> settings = new HashMap<>(
                ((MapPropertySource) Objects.requireNonNull(environment.getPropertySources().get("lethe-test")))
                        .getSource());
        settings.put("lethe.internal.port", freePort());
        settings.put("server.port", 0);
        ApplicationContextInitializer<ConfigurableApplicationContext> suite = context -> {
            context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("replica", settings));
            context.getBeanFactory().registerSingleton("keyholders", keyholders);
            context.getBeanFactory().registerSingleton("fakeAuthority", authority);
        };
        return new SpringApplicationBuilder(MessageServiceApplication.class, SuiteConfiguration.class)
                .initializers(suite).run();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
