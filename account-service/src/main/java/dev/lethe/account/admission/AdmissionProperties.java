package dev.lethe.account.admission;

import java.util.List;
import java.util.regex.Pattern;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Who may register. Whoever has an account is not asked.
///
/// @param mode     the rule
/// @param prefixes in international form, as `+49` or `+49151`; numbers that begin so may register where the rule is
///                 `prefixes`, beside those on the list
@ConfigurationProperties("lethe.admission")
record AdmissionProperties(@DefaultValue("open") Mode mode, @DefaultValue List<String> prefixes) {

    private static final Pattern PREFIX = Pattern.compile("\\+[1-9][0-9]{0,13}");

    enum Mode {
        OPEN, PREFIXES, LIST, INVITATION
    }

    AdmissionProperties {
        prefixes = List.copyOf(prefixes);
        if (!prefixes.stream().allMatch(it -> PREFIX.matcher(it).matches())) {
            throw new IllegalArgumentException("lethe.admission.prefixes are to look like +49");
        }
        if (mode == Mode.PREFIXES && prefixes.isEmpty()) {
            throw new IllegalArgumentException("lethe.admission.mode=prefixes needs lethe.admission.prefixes");
        }
    }
}
