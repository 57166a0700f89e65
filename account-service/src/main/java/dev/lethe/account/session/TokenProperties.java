package dev.lethe.account.session;

import java.nio.file.Path;
import java.util.List;

import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How access tokens are signed.
///
/// @param privateKey PEM file with the P-256 key, PKCS #8
/// @param otherKeys  PEM files with keys that do not sign but verify: the one to come, and the one before. Their public halves
///                   (SPKI) are enough
@Validated
@ConfigurationProperties("lethe.token")
record TokenProperties(@NotNull Path privateKey, @DefaultValue List<Path> otherKeys) {}
