package dev.lethe.account.code;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

import dev.lethe.account.AccountProblems;

/// Refuses codes that come too soon after the last one, or over the day's allowance.
@Component
@EnableConfigurationProperties(CodeProperties.class)
public class CodeAllowance {

    private final CodeProperties properties;

    CodeAllowance(CodeProperties properties) {
        this.properties = properties;
    }

    /// Refuses one more where all of the day count.
    ///
    /// @param today when codes were asked for within [Codes#DAY], oldest first
    public void refuseTooMany(List<Instant> today, Instant now) {
        refuseTooMany(today, today, now);
    }

    /// Refuses one more where only some of the day count.
    ///
    /// @param today   when codes were asked for within [Codes#DAY], oldest first
    /// @param counted those of them that use the allowance up
    public void refuseTooMany(List<Instant> today, List<Instant> counted, Instant now) {
        Instant next = today.isEmpty() ? now : today.getLast().plus(Codes.PAUSE);
        if (now.isBefore(next)) {
            throw AccountProblems.CODE_TOO_SOON.asProblem().retryAfter(Duration.between(now, next));
        }
        if (counted.size() >= properties.aDay()) {
            Instant free = counted.get(counted.size() - properties.aDay()).plus(Codes.DAY);
            throw AccountProblems.CODE_LIMIT.asProblem().retryAfter(Duration.between(now, free));
        }
    }
}
