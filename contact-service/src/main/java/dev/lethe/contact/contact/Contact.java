package dev.lethe.contact.contact;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.lethe.platform.number.PhoneNumber;

/// A person as an owner saved them.
///
/// @param accountId the living account of the number, if there is one
record Contact(UUID id, PhoneNumber number, String firstName, String lastName, @Nullable UUID accountId) {

    @Override
    public String toString() {
        return "Contact[id=" + id + "]";
    }
}
