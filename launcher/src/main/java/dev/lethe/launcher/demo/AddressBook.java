package dev.lethe.launcher.demo;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import ezvcard.VCard;
import ezvcard.io.text.VCardReader;
import ezvcard.property.Telephone;

import dev.lethe.client.Contacts.Entry;

/// Reads a vCard file. Of all that stands in it only number, first and last name are taken; the rest is not even looked at.
final class AddressBook {

    private AddressBook() {
    }

    /// One entry for each telephone number.
    static List<Entry> read(InputStream vcards) throws IOException {
        List<Entry> entries = new ArrayList<>();
        try (VCardReader cards = new VCardReader(VcardText.of(vcards))) {
            for (VCard card = cards.readNext(); card != null; card = cards.readNext()) {
                entries.addAll(entries(card));
            }
        }
        return entries;
    }

    private static List<Entry> entries(VCard card) {
        List<Entry> entries = new ArrayList<>();
        for (Telephone telephone : card.getTelephoneNumbers()) {
            String number = number(telephone);
            if (number != null && !number.isBlank()) {
                entries.add(new Entry(number, firstName(card), lastName(card)));
            }
        }
        return entries;
    }

    private static @Nullable String number(Telephone telephone) {
        return telephone.getText() != null ? telephone.getText()
                : telephone.getUri() == null ? null : telephone.getUri().getNumber();
    }

    private static @Nullable String firstName(VCard card) {
        if (hasParts(card)) {
            return card.getStructuredName().getGiven();
        }
        return card.getFormattedName() == null ? null : card.getFormattedName().getValue();
    }

    private static @Nullable String lastName(VCard card) {
        return hasParts(card) ? card.getStructuredName().getFamily() : null;
    }

    /// Some address books write an empty `N` beside the `FN` that holds the name.
    private static boolean hasParts(VCard card) {
        var name = card.getStructuredName();
        return name != null && !(isBlank(name.getGiven()) && isBlank(name.getFamily()));
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }
}
