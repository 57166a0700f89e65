package dev.lethe.account.password;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;

import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/// What thieves try first (NIST SP 800-63B, 3.1.1.2): a list of ours, never asked for elsewhere.
@Component
class CommonPasswords {

    private static final String LIST = "password/common-passwords.txt";

    private final Set<String> common;

    CommonPasswords() throws IOException {
        common = new ClassPathResource(LIST).getContentAsString(StandardCharsets.UTF_8).lines()
                .collect(Collectors.toUnmodifiableSet());
    }

    boolean contain(PlainPassword password) {
        return password.isPattern() || common.contains(password.folded());
    }
}
