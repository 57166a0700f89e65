package dev.lethe.account.code;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How many codes of six digits may be asked for.
///
/// @param aDay within 24 hours for one number, or for one purpose of an account. With five tries a code, 20 are a chance of
///             one in 10,000 for who only guesses; more is taken for a mistake
@Validated
@ConfigurationProperties("lethe.codes")
record CodeProperties(@Min(1) @Max(20) @DefaultValue("5") int aDay) {}
