package dev.lethe.gateway.limit;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How much one caller may ask of a replica of the gateway.
///
/// @param account what one account may ask from one address
/// @param address what one address may ask, all its accounts together
/// @param signIn  what one address may ask of sign-in, token refresh, device links and changes of number
/// @param linkPoll what the devices of one address that wait to be let in may ask, all together
/// @param lateness how late an event loop may come to its work, in the mean of the last second or so; beyond that all are
///                 turned away. A request waits for a loop several times
/// @param remembered how many callers are remembered; the one idle longest is forgotten first
@ConfigurationProperties("lethe.gateway.limit")
record LimitProperties(@DefaultValue Account account, @DefaultValue Address address, @DefaultValue SignIn signIn,
        @DefaultValue LinkPoll linkPoll,
        @DefaultValue("250ms") Duration lateness,
        @DefaultValue("50000") int remembered) {

    /// @param requests how many in each `window`
    /// @param window   the time after which all are allowed again
    record Account(@DefaultValue("3000") int requests, @DefaultValue("PT1M") Duration window) {}

    /// @param requests how many in each `window`
    /// @param window   the time after which all are allowed again
    record Address(@DefaultValue("12000") int requests, @DefaultValue("PT1M") Duration window) {}

    /// @param requests how many in each `window`
    /// @param window   the time after which all are allowed again
    record SignIn(@DefaultValue("600") int requests, @DefaultValue("PT1M") Duration window) {}

    /// @param requests how many in each `window`
    /// @param window   the time after which all are allowed again
    record LinkPoll(@DefaultValue("3600") int requests, @DefaultValue("PT1M") Duration window) {}
}
