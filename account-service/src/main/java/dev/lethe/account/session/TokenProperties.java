package dev.lethe.account.session;

import java.nio.file.Path;

import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/// How access tokens are signed.
///
/// @param privateKey PEM file with the P-256 key, PKCS #8
@Validated
@ConfigurationProperties("lethe.token")
record TokenProperties(@NotNull Path privateKey) {}
