package dev.lethe.endtoend.gate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

class SamplesTest {

    private static final String CANARY = "QzTwIk7Yb2mLpV4sXc9aRd0e";
    private static final int TRIES = 40;

    private final List<Operation> operations = ApiDocuments.operations();
    private final Schemas schemas = new Schemas();

    @Test
    void repeatsItselfByTheSeed() {
        for (Operation operation : operations) {
            assertThat(sample(operation, 5).bytes()).isEqualTo(sample(operation, 5).bytes());
        }
    }

    private static Sample sample(Operation operation, int place) {
        return new Samples(operation, new Dice(42, place), new Learned(), CANARY).next();
    }

    @Test
    void makesBodiesAsTheDocumentsWantThem() {
        for (Operation operation : operations.stream().filter(Operation::hasForm).toList()) {
            for (int i = 0; i < TRIES; i++) {
                Sample sample = new Samples(operation, new Dice(42, i), new Learned(), CANARY).good();

                assertThat(schemas.faultsOfRequest(operation, sample.body())).as(sample.toString()).isEmpty();
            }
        }
    }

    @Test
    void spoilsBodiesOfEveryCall() {
        Set<String> spoilt = new HashSet<>();
        for (Operation operation : operations.stream().filter(Operation::hasForm).toList()) {
            for (int i = 0; i < TRIES; i++) {
                Dice dice = new Dice(42, i);
                String body = new JsonSamples(operation, dice, new Words(dice, new Learned(), CANARY))
                        .spoilt(operation.body());
                if (!schemas.faultsOfRequest(operation, body.getBytes(UTF_8)).isEmpty()) {
                    spoilt.add(operation.id());
                }
            }
        }
        assertThat(spoilt).hasSize((int) operations.stream().filter(Operation::hasForm).count());
    }

    @Test
    void knowsTheDocuments() {
        assertThat(operations).hasSizeGreaterThan(70).extracting(Operation::service).contains("account", "message",
                "contact", "media");
        assertThat(ApiDocuments.problemsOfTheGateway()).containsEntry("too-many-requests", 429).hasSizeGreaterThan(9);
        assertThat(AccessMatrix.rows(operations)).hasSizeGreaterThan(40);
    }
}
