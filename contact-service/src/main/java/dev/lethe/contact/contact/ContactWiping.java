package dev.lethe.contact.contact;

import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Removes all contacts of an owner, within the transaction that ends their consent.
@Component
public class ContactWiping {

    private final Contacts contacts;

    ContactWiping(Contacts contacts) {
        this.contacts = contacts;
    }

    /// Removes them all.
    ///
    /// @return how many there were
    @Transactional(propagation = Propagation.MANDATORY)
    public int wipe(UUID owner) {
        return contacts.deleteAll(owner);
    }
}
