package dev.lethe.account.sms;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How texts leave the suite: in one of three forms.
///
/// @param inboxUrl the inbox on this machine that takes `{to, text}` by POST
/// @param webhook  a provider that takes signed requests
/// @param smpp     a provider that speaks SMPP 3.4
@Validated
@ConfigurationProperties("lethe.sms")
record SmsProperties(@Nullable URI inboxUrl, @Nullable @Valid Webhook webhook, @Nullable @Valid Smpp smpp) {

    /// @param url        takes `{to, text, id}` by POST
    /// @param secretFile holds the key of the signature, as `whsec_` and base64
    /// @param authority  PEM file with the certificates that vouch for the provider, in place of those that Java trusts
    /// @param patience   for each attempt
    record Webhook(@NotNull URI url, @NotNull Path secretFile, @Nullable Path authority,
            @NotNull @DefaultValue("10s") Duration patience) {

        @AssertTrue(message = "lethe.sms.webhook.url must begin with https; http is had on this machine only")
        boolean isKeptSecret() {
            return url == null || "https".equals(url.getScheme())
                    || ("http".equals(url.getScheme()) && isHere(url.getHost()));
        }
    }

    /// @param security     `TLS`, or `NONE` where the line itself is private
    /// @param user         the system id
    /// @param passwordFile holds its password
    /// @param systemType   what some providers ask for beside
    /// @param sender       from whom texts come: a number, a short code or a name; the provider's own without
    /// @param authority    PEM file with the certificates that vouch for the provider, in place of those that Java trusts
    /// @param window       texts that wait for an answer at once
    /// @param heartbeat    how long the line may be silent until it is tried
    /// @param patience     for each answer
    record Smpp(@NotBlank String host, @Min(1) @Max(65_535) @DefaultValue("2775") int port,
            @NotNull @DefaultValue("TLS") Security security, @NotBlank String user, @NotNull Path passwordFile,
            @NotNull @DefaultValue("") String systemType, @NotNull @DefaultValue("") String sender,
            @Nullable Path authority, @Min(1) @Max(1_000) @DefaultValue("10") int window,
            @NotNull @DefaultValue("30s") Duration heartbeat, @NotNull @DefaultValue("10s") Duration patience) {}

    enum Security {
        /// Encrypted from the first byte.
        TLS,
        /// In clear.
        NONE
    }

    @AssertTrue(message = "set one of lethe.sms.inbox-url, lethe.sms.webhook.url and lethe.sms.smpp.host")
    boolean isOneForm() { return Stream.of(inboxUrl, webhook, smpp).filter(Objects::nonNull).count() == 1; }

    @AssertTrue(message = "lethe.sms.inbox-url must be on this machine")
    boolean isInboxHere() { return inboxUrl == null || isHere(inboxUrl.getHost()); }

    private static boolean isHere(@Nullable String host) {
        return "127.0.0.1".equals(host) || "localhost".equals(host) || "[::1]".equals(host);
    }
}
