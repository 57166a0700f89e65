package dev.lethe.contact.contact;

import java.util.List;
import java.util.UUID;

import org.springframework.stereotype.Component;

import dev.lethe.contact.number.NumberHash;
import dev.lethe.platform.vault.SubjectKey;

/// Who has saved a number, and under which name. Only for telling those owners themselves.
@Component
public class KnownBy {

    private final Contacts contacts;

    KnownBy(Contacts contacts) {
        this.contacts = contacts;
    }

    /// One owner's contact with the number, still sealed.
    public static final class Acquaintance {

        private final SealedContact contact;

        private Acquaintance(SealedContact contact) {
            this.contact = contact;
        }

        /// Whose contact it is.
        public UUID owner() {
            return contact.owner();
        }

        /// The name the owner gave, or the number when they gave none.
        ///
        /// @param key the owner's own key of this service
        public String name(SubjectKey key) {
            var open = contact.open(key);
            var name = (open.firstName() + " " + open.lastName()).strip();
            return name.isEmpty() ? open.number().e164() : name;
        }
    }

    /// Contacts with this number of owners whose consent stands, in the order of the owners' ids.
    ///
    /// @param first the lowest owner, `last` the highest
    public List<Acquaintance> of(NumberHash number, UUID first, UUID last, int limit) {
        return contacts.ofNumber(number, first, last, limit).stream().map(Acquaintance::new).toList();
    }
}
