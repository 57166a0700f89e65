package dev.lethe.account.recovery;

import java.util.UUID;

import dev.lethe.account.mail.EmailAddress;
import dev.lethe.platform.vault.Place;
import dev.lethe.platform.vault.SubjectKey;

/// A recovery address as it is stored. [MailSending] alone opens it, to send to it; what is shown of it stands beside it,
/// masked.
record SealedAddress(UUID accountId, UUID id, byte[] bytes) {

    static SealedAddress of(SubjectKey key, UUID account, UUID id, EmailAddress address) {
        return new SealedAddress(account, id, key.seal(place(account, id), address.text()));
    }

    EmailAddress open(SubjectKey key) {
        return new EmailAddress(key.openText(place(accountId, id), bytes));
    }

    private static Place place(UUID account, UUID id) {
        return Place.of("mail_address", "address", account, id);
    }

    @Override
    public String toString() {
        return "SealedAddress[" + id + "]";
    }
}
