package dev.lethe.account.erasure;

import java.util.List;

import jakarta.validation.constraints.NotEmpty;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How erasures are witnessed.
///
/// @param witnesses names of the services that must sign, this one included
@Validated
@ConfigurationProperties("lethe.receipt")
record ErasureProperties(
        @NotEmpty @DefaultValue({"message-service", "contact-service", "media-service",
            "account-service"}) List<String> witnesses) {}
