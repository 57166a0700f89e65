package dev.lethe.account.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.lethe.account.AccountProblems;
import dev.lethe.platform.problem.Problem;
import dev.lethe.platform.problem.ProblemType;

class CodeAllowanceTest {

    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 20})
    void allowsAsManyAsAreSet(int aDay) {
        CodeAllowance allowance = new CodeAllowance(new CodeProperties(aDay));
        List<Instant> all = IntStream.rangeClosed(1, aDay).mapToObj(it -> NOW.minus(Duration.ofHours(1 + aDay - it)))
                .toList();

        assertThatCode(() -> allowance.refuseTooMany(all.subList(1, aDay), NOW)).doesNotThrowAnyException();
        refused(() -> allowance.refuseTooMany(all, NOW), AccountProblems.CODE_LIMIT);
        assertThatCode(() -> allowance.refuseTooMany(all, List.of(), NOW)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 20})
    void letsAMinutePassBetweenTwo(int aDay) {
        CodeAllowance allowance = new CodeAllowance(new CodeProperties(aDay));
        List<Instant> last = List.of(NOW.minusSeconds(20));

        refused(() -> allowance.refuseTooMany(last, List.of(), NOW), AccountProblems.CODE_TOO_SOON);
    }

    private static void refused(ThrowingCallable request, ProblemType type) {
        assertThatThrownBy(request).isInstanceOfSatisfying(Problem.class,
                problem -> assertThat(problem.type()).isEqualTo(type));
    }
}
