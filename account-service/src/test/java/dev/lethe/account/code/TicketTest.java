package dev.lethe.account.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

class TicketTest {

    private final Ticket ticket = Ticket.random();

    @Test
    void survivesItsText() {
        Ticket read = Ticket.parse(ticket.text()).orElseThrow();

        assertThat(read.id()).isEqualTo(ticket.id());
        assertThat(read.matches("123456", ticket.hash("123456"))).isTrue();
        assertThat(read.open(ticket.seal("+4930901820"))).isEqualTo("+4930901820");
    }

    @Test
    void hashesACodeSoThatNoOtherTicketFindsIt() {
        byte[] hash = ticket.hash("123456");

        assertThat(ticket.matches("123457", hash)).isFalse();
        assertThat(Ticket.random().matches("123456", hash)).isFalse();
    }

    @Test
    void sealsSoThatNoOtherTicketOpens() {
        byte[] sealed = ticket.seal("+4930901820");

        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("30901820");
        assertThatThrownBy(() -> Ticket.random().open(sealed)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void isNothingElse() {
        assertThat(Ticket.parse("")).isEmpty();
        assertThat(Ticket.parse("***")).isEmpty();
        assertThat(Ticket.parse(ticket.text() + "AA")).isEmpty();
        assertThat(Ticket.parse(ticket.text() + "=")).isEmpty();
        String text = ticket.text();
        assertThat("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".chars()
                .mapToObj(it -> text.substring(0, text.length() - 1) + (char) it)
                .flatMap(it -> Ticket.parse(it).stream()).filter(it -> it.matches("1", ticket.hash("1")))).hasSize(1);
    }
}
