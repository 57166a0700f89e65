package dev.lethe.account.admission;

import org.jspecify.annotations.Nullable;

import dev.lethe.account.number.NumberIndex;
import dev.lethe.platform.number.PhoneNumber;

/// Someone whose number is proven and has no account.
///
/// @param invitation as it was typed
/// @param network    from which they come, as a keyed hash
public record Applicant(PhoneNumber number, NumberIndex index, @Nullable String invitation, byte[] network) {

    @Override
    public String toString() {
        return "Applicant[…]";
    }
}
