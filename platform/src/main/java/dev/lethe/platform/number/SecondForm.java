package dev.lethe.platform.number;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Some plans write one telephone in two ways, or did until lately; people keep the other one in their address books.
///
/// @param countryCode of the plan
/// @param national    the national number as written
/// @param meant       the national number of the same telephone that counts
record SecondForm(int countryCode, Pattern national, String meant) {

    /// Forms that plans still know as numbers.
    static final List<SecondForm> KNOWN = List.of(
            // Argentina: mobiles have a 9 when they are called from abroad, and share their numbers with nobody
            new SecondForm(54, Pattern.compile("([1-8]\\d{9})"), "9$1"),
            // Brazil: mobiles of eight digits became those of nine
            new SecondForm(55, Pattern.compile("(?<area>[1-9]\\d)(?<own>[6-9]\\d{7})"), "${area}9${own}"));

    /// Forms that plans know no more, or never did.
    static final List<SecondForm> PAST = List.of(
            // Mexico: what was dialled before mobiles, and from afar, until 2019
            new SecondForm(52, Pattern.compile("(?:04[45]|0[12]|1)(\\d{10})"), "$1"),
            // Italy: the zero belongs to fixed lines, and to them alone
            new SecondForm(39, Pattern.compile("0(3\\d+)"), "$1"),
            new SecondForm(39, Pattern.compile("([1-9]\\d+)"), "0$1"),
            // Benin: since 2024
            new SecondForm(229, Pattern.compile("(\\d{8})"), "01$1"));

    /// The number in the form that counts, if it is written in the other.
    Optional<String> e164(int code, String written) {
        Matcher matcher = national.matcher(written);
        return code == countryCode && matcher.matches() ? Optional.of("+" + code + matcher.replaceFirst(meant))
                : Optional.empty();
    }
}
