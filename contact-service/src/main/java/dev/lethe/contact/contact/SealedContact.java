package dev.lethe.contact.contact;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.lethe.platform.number.PhoneNumber;
import dev.lethe.platform.vault.Place;
import dev.lethe.platform.vault.SubjectKey;

/// A contact as it stands in the table: every value sealed under the owner's key, at its own place.
record SealedContact(UUID owner, UUID id, byte[] number, byte[] firstName, byte[] lastName, @Nullable UUID accountId) {

    private static final String TABLE = "contact";

    static SealedContact seal(SubjectKey key, UUID owner, Contact contact) {
        var id = contact.id();
        return new SealedContact(owner, id, key.seal(place("number", owner, id), contact.number().e164()),
                key.seal(place("first_name", owner, id), contact.firstName()),
                key.seal(place("last_name", owner, id), contact.lastName()), contact.accountId());
    }

    Contact open(SubjectKey key) {
        return new Contact(id, new PhoneNumber(key.openText(place("number", owner, id), number)),
                key.openText(place("first_name", owner, id), firstName),
                key.openText(place("last_name", owner, id), lastName), accountId);
    }

    private static Place place(String column, UUID owner, UUID id) {
        return Place.of(TABLE, column, owner, id);
    }

    @Override
    public String toString() {
        return "SealedContact[id=" + id + "]";
    }
}
