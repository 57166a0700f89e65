package dev.lethe.contact.contact;

import org.springframework.stereotype.Component;

import dev.lethe.events.DeletionEvent;
import dev.lethe.events.DeletionEvent.ContactsDeleted;
import dev.lethe.platform.inbox.EventConsumer;
import dev.lethe.platform.inbox.ReceivedEvent;

/// Deletes again what its owner had deleted, for a restored backup has it back.
@Component
class ContactsDeletedConsumer implements EventConsumer {

    private final Contacts contacts;

    ContactsDeletedConsumer(Contacts contacts) {
        this.contacts = contacts;
    }

    @Override
    public String topic() {
        return DeletionEvent.TOPIC;
    }

    @Override
    public void on(ReceivedEvent received) {
        if (received.event() instanceof ContactsDeleted deleted) {
            contacts.delete(deleted.ownerId(), deleted.contactIds());
        }
    }
}
