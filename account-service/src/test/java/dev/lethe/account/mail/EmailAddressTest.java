package dev.lethe.account.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {

    @ParameterizedTest
    @ValueSource(strings = {"ada@example.org", " Ada.Lovelace+lethe@mail.example.co.uk ", "o'hara@x.example",
        "a@xn--bcher-kva.example"})
    void readsAddresses(String written) {
        assertThat(EmailAddress.read(written)).contains(new EmailAddress(written.strip()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ada", "@example.org", "ada@", "ada@localhost", "ada@127.0.0.1", "a b@example.org",
        "ada@example.org,bob@example.org", "ada@example.org\r\nBcc: bob@example.org", "<ada@example.org>",
        "ada@@example.org", ".ada@example.org", "ada..l@example.org", "ada@-x.org", "ada@x..org",
        "\"a b\"@example.org", "äda@example.org", "ada@example.org\u0000"})
    void readsNothingElse(String written) {
        assertThat(EmailAddress.read(written)).isEmpty();
    }

    @Test
    void readsNoneThatIsTooLong() {
        assertThat(EmailAddress.read("a".repeat(64) + "@example.org")).isPresent();
        assertThat(EmailAddress.read("a".repeat(65) + "@example.org")).isEmpty();
        assertThat(EmailAddress.read("a@" + "b.".repeat(130) + "org")).isEmpty();
    }

    @Test
    void showsItselfMasked() {
        assertThat(new EmailAddress("ada@grove.example.org").masked()).isEqualTo("a•••@g•••.org");
        assertThat(new EmailAddress("ada@grove.example.org").toString()).doesNotContain("ada", "grove");
    }
}
