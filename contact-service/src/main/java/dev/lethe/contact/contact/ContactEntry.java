package dev.lethe.contact.contact;

import org.jspecify.annotations.Nullable;

/// A contact as a device sends it.
public record ContactEntry(@Nullable String number, @Nullable String firstName, @Nullable String lastName) {

    @Override
    public String toString() {
        return "ContactEntry[redacted]";
    }
}
