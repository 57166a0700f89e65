package dev.lethe.account.signin;

import jakarta.validation.constraints.Positive;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How many codes strangers get in an hour, whatever the numbers.
///
/// @param network from one network: the /24 of IPv4, the /64 of IPv6; four times as many from a /48. A network that was
///                refused as often gets no more at all
/// @param block   to numbers that differ in nothing but their last five digits
/// @param all     from everywhere
@Validated
@ConfigurationProperties("lethe.sign-in.codes-an-hour")
record CapProperties(@Positive @DefaultValue("60") int network, @Positive @DefaultValue("120") int block,
        @Positive @DefaultValue("3000") int all) {}
