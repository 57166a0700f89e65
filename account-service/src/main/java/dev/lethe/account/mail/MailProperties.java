package dev.lethe.account.mail;

import java.nio.file.Path;
import java.time.Duration;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// The mail server of the installation.
///
/// @param host         without it no mail is sent, and nobody can name a recovery address
/// @param port         465 with `TLS`, 587 with `STARTTLS` as a rule
/// @param security     how the connection is protected
/// @param from         the sender's address
/// @param user         who signs in to the server, if anybody must
/// @param passwordFile holds the user's password
/// @param authority    PEM file with the certificates that vouch for the server, in place of those that Java trusts
/// @param patience     for each step of a delivery
/// @param codesAnHour  mails with codes that all people together may ask for in an hour
@Validated
@ConfigurationProperties("lethe.mail")
record MailProperties(@Nullable String host, @Min(1) @Max(65_535) @DefaultValue("587") int port,
        @NotNull @DefaultValue("STARTTLS") Security security, @Nullable String from, @Nullable String user,
        @Nullable Path passwordFile, @Nullable Path authority, @NotNull @DefaultValue("10s") Duration patience,
        @Positive @DefaultValue("600") int codesAnHour) {

    enum Security {
        /// In clear at first, then encrypted, or nothing is sent (RFC 3207).
        STARTTLS,
        /// Encrypted from the first byte (RFC 8314).
        TLS,
        /// In clear, which is only had with a server on this machine.
        NONE
    }

    boolean isOn() { return host != null && !host.isBlank(); }

    @AssertTrue(message = "lethe.mail.from must be the address of the sender")
    boolean isFromSomebody() { return !isOn() || (from != null && EmailAddress.read(from).isPresent()); }

    @AssertTrue(message = "lethe.mail.security may be NONE on this machine only")
    boolean isKeptSecret() {
        return !isOn() || security != Security.NONE || "127.0.0.1".equals(host) || "localhost".equals(host);
    }
}
