package dev.lethe.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

class LetheCommandTest {

    @Test
    void answersTwoToWhatItDoesNotKnow() {
        assertThat(LetheCommand.run(List.of("dance"))).isEqualTo(2);
        assertThat(LetheCommand.run(List.of())).isEqualTo(2);
        assertThat(LetheCommand.run(List.of("reset", "everything"))).isEqualTo(2);
        assertThat(LetheCommand.run(List.of("restored", "gateway"))).isEqualTo(2);
        assertThat(LetheCommand.run(List.of("demo", "--against", "http://localhost:8080"))).isEqualTo(2);
        assertThat(LetheCommand.run(List.of("demo", "a.json", "b.vcf", "c"))).isEqualTo(2);
        assertThat(LetheCommand.run(List.of("admin"))).isEqualTo(2);
        assertThat(LetheCommand.run(List.of("admin", "--as", "grace"))).isEqualTo(2);
        assertThat(LetheCommand.run(List.of("admin", "erase"))).isEqualTo(2);
        assertThat(LetheCommand.run(List.of("admin", "invite", "many"))).isEqualTo(2);
        assertThat(LetheCommand.run(List.of("secrets"))).isEqualTo(2);
        assertThat(LetheCommand.run(List.of("topics"))).isEqualTo(2);
        assertThat(LetheCommand.run(List.of("inboxes"))).isEqualTo(2);
        assertThat(LetheCommand.run(List.of("dead-letters", "contact-service", "burn"))).isEqualTo(2);
    }

    @Test
    void helps() {
        assertThat(LetheCommand.run(List.of("help"))).isZero();
    }
}
