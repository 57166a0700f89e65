package dev.lethe.account.password;

import jakarta.validation.constraints.Positive;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// What hashing of passwords may cost.
///
/// @param atOnce  passwords hashed at once, of which each takes 46 MiB of heap and a processor
/// @param waiting those that wait for their turn; more are answered 503
@Validated
@ConfigurationProperties("lethe.password")
record PasswordProperties(@Positive @DefaultValue("2") int atOnce, @Positive @DefaultValue("32") int waiting) {}
