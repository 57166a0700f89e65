package dev.lethe.account.profile;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.lethe.platform.vault.Place;
import dev.lethe.platform.vault.SubjectKey;

/// Where the profile's sealed values stand.
final class ProfilePlaces {

    private ProfilePlaces() {
    }

    static Place number(UUID account) {
        return Place.of("account", "number", account, account);
    }

    static Place first(UUID account) {
        return Place.of("account", "first_name", account, account);
    }

    static Place last(UUID account) {
        return Place.of("account", "last_name", account, account);
    }

    static byte @Nullable [] sealFirst(SubjectKey key, UUID account, @Nullable String name) {
        return seal(key, first(account), name);
    }

    static byte @Nullable [] sealLast(SubjectKey key, UUID account, @Nullable String name) {
        return seal(key, last(account), name);
    }

    static @Nullable String open(SubjectKey key, Place place, byte @Nullable [] sealed) {
        return sealed == null ? null : key.openText(place, sealed);
    }

    private static byte @Nullable [] seal(SubjectKey key, Place place, @Nullable String name) {
        return name == null || name.isBlank() ? null : key.seal(place, name.strip());
    }
}
