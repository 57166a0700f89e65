package dev.lethe.account.idle;

import java.time.Duration;
import java.time.LocalDate;

import jakarta.validation.constraints.Positive;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// When accounts delete themselves, as far as an operator has a say.
///
/// @param introducedOn accounts that were idle already count from this day; by default from the day on which the database
///                     learnt of the rule
/// @param texts        whether owners without a live session are told by one text, seven days before
/// @param mostAtOnce   how many may fall due at once before an operator must confirm, unless they are less than 1 % of all
/// @param longestGap   how long ago the sweep may have run last before an operator must confirm
@Validated
@ConfigurationProperties("lethe.self-destruct")
record SelfDestructProperties(@Nullable LocalDate introducedOn, @DefaultValue("true") boolean texts,
        @Positive @DefaultValue("100") int mostAtOnce,
        @DefaultValue("1h") Duration longestGap) {}
