package dev.lethe.client;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/// Number, first and last name of the people I know. Nothing is kept without consent.
public final class Contacts {

    private final Calls calls;

    Contacts(Calls calls) {
        this.calls = calls;
    }

    /// What is sent of a contact; there is nothing else to send.
    public record Entry(String number, @Nullable String firstName, @Nullable String lastName) {
        @Override
        public String toString() {
            return "Entry[redacted]";
        }
    }

    /// One of my contacts; a name is absent when I saved none.
    ///
    /// @param accountId the living account of the number, if there is one
    public record Contact(UUID id, String number, @Nullable String firstName, @Nullable String lastName,
            @Nullable UUID accountId) {
        @Override
        public String toString() {
            return "Contact[" + id + "]";
        }
    }

    /// What could not be kept.
    ///
    /// @param index place in what was sent, from 0
    public record Rejection(int index, String code) {}

    public record Synced(List<Contact> contacts, List<Rejection> rejected) {}

    public record Page(List<Contact> contacts, @Nullable String nextCursor) {}

    public record Consent(boolean given, @Nullable Instant givenAt) {}

    /// What others may do with my account.
    ///
    /// @param addToGroups who may add me to groups: `everybody`, `contacts` (whose number I saved) or `nobody`
    /// @param nameInForwards whose forwards of my messages name me, in the same words; null to leave it as it is
    public record Settings(String addToGroups, @Nullable String nameInForwards) {
        public Settings(String addToGroups) {
            this(addToGroups, null);
        }
    }

    private record Batch(List<Entry> contacts) {}

    private record Deleted(int deleted) {}

    public Consent consent() {
        return calls.get("/v1/contacts/consent", Consent.class);
    }

    public Consent giveConsent() {
        return calls.send("PUT", "/v1/contacts/consent", null, Consent.class);
    }

    /// Withdraws consent, and all contacts go.
    ///
    /// @return how many went
    public int withdrawConsent() {
        return calls.delete("/v1/contacts/consent", Deleted.class).deleted();
    }

    public Settings settings() {
        return calls.get("/v1/contacts/settings", Settings.class);
    }

    public Settings set(Settings settings) {
        return calls.send("PUT", "/v1/contacts/settings", settings, Settings.class);
    }

    /// Keeps at most 1,000 contacts; the same again changes nothing.
    public Synced sync(List<Entry> entries) {
        return calls.send("POST", "/v1/contacts/sync", new Batch(entries), Synced.class);
    }

    /// One page of my contacts.
    ///
    /// @param cursor from the page before; none for the first
    public Page list(@Nullable String cursor, int limit) {
        return calls.get(Calls.path("/v1/contacts", "cursor", cursor, "limit", limit), Page.class);
    }

    public int delete(UUID contactId) {
        return calls.delete("/v1/contacts/" + contactId, Deleted.class).deleted();
    }
}
