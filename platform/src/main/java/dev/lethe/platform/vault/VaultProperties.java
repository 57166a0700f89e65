package dev.lethe.platform.vault;

import java.net.URI;
import java.time.Duration;
import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// Where the keyholders are, and how keys are held in memory.
///
/// @param threshold how many keyholders rebuild a key
/// @param keyholders all of them; the order fixes each one's share index, so append and never reorder
/// @param reader whose roots this service reads by default
/// @param cacheSize most keys held in memory
/// @param cacheTime longest time a key is held in memory
/// @param timeout how long one keyholder may take to answer
@Validated
@ConfigurationProperties("lethe.vault")
public record VaultProperties(@DefaultValue("2") @Min(2) int threshold,
        @DefaultValue @Valid List<Holder> keyholders, @NotNull Reader reader,
        @DefaultValue("20000") @Min(1) int cacheSize, @DefaultValue("10m") Duration cacheTime,
        @DefaultValue("2s") Duration timeout) {

    /// One keyholder.
    ///
    /// @param name its certificate's name
    /// @param url `https://host:port` of its internal port
    public record Holder(@NotBlank String name, @NotNull URI url) {}
}
