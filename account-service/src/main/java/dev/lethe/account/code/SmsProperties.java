package dev.lethe.account.code;

import java.net.URI;

import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/// How texts leave the suite.
///
/// @param inboxUrl the local inbox that takes `{to, text}` by POST
@Validated
@ConfigurationProperties("lethe.sms")
record SmsProperties(@NotNull URI inboxUrl) {}
