package dev.lethe.contact.contact;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.lethe.contact.number.NumberHash;
import dev.lethe.contact.number.PhoneIndex;
import dev.lethe.platform.number.NumberReading;
import dev.lethe.platform.number.PhoneNumber;
import dev.lethe.platform.number.PhoneNumbers;
import dev.lethe.platform.text.TextRule;

/// One batch read entry by entry: what can be kept, and why the rest can't. No entry is lost in silence.
///
/// @param readable the entries to keep, by number, in the order sent
/// @param rejected the others
record SyncReading(Map<NumberHash, Entry> readable, List<Rejection> rejected) {

    private static final int LONGEST_NAME = 64;

    record Entry(PhoneNumber number, String firstName, String lastName) {

        @Override
        public String toString() {
            return "Entry[redacted]";
        }
    }

    /// An entry that cannot be kept.
    ///
    /// @param index the entry's place in the batch, from 0
    record Rejection(int index, RejectionCode code) {}

    static SyncReading of(List<ContactEntry> entries, PhoneIndex.Hashing hashing, @Nullable String region) {
        var reading = new SyncReading(new LinkedHashMap<>(), new ArrayList<>());
        for (int index = 0; index < entries.size(); index++) {
            reading.read(index, entries.get(index), hashing, region);
        }
        return reading;
    }

    /// Whether something waits for the region of the owner's number.
    boolean lacksCountryCode() {
        return rejected.stream().anyMatch(it -> it.code() == RejectionCode.COUNTRY_CODE_MISSING);
    }

    private void read(int index, ContactEntry entry, PhoneIndex.Hashing hashing, @Nullable String region) {
        var code = switch (PhoneNumbers.read(entry.number(), region)) {
            case NumberReading.Valid valid -> keep(valid.number(), entry, hashing);
            case NumberReading.Missing missing -> RejectionCode.NUMBER_MISSING;
            case NumberReading.CountryCodeMissing incomplete -> RejectionCode.COUNTRY_CODE_MISSING;
            case NumberReading.Invalid invalid -> RejectionCode.NUMBER_INVALID;
        };
        if (code != null) {
            rejected.add(new Rejection(index, code));
        }
    }

    private @Nullable RejectionCode keep(PhoneNumber number, ContactEntry entry, PhoneIndex.Hashing hashing) {
        var firstName = name(entry.firstName());
        var lastName = name(entry.lastName());
        if (isTooLong(firstName) || isTooLong(lastName)) {
            return RejectionCode.NAME_TOO_LONG;
        }
        if (!TextRule.isPlain(firstName) || !TextRule.isPlain(lastName)) {
            return RejectionCode.NAME_INVALID;
        }
        var earlier = readable.putIfAbsent(hashing.of(number), new Entry(number, firstName, lastName));
        return earlier == null ? null : RejectionCode.NUMBER_REPEATED;
    }

    private static String name(@Nullable String name) {
        return name == null ? "" : name.strip();
    }

    private static boolean isTooLong(String name) {
        return TextRule.length(name) > LONGEST_NAME;
    }
}
