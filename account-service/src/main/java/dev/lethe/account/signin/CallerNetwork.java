package dev.lethe.account.signin;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/// From which network someone signs in, by the gateway's word, which strips everybody else's: nothing but the gateway reaches
/// this door. Whoever comes without counts as one network that nobody knows.
///
/// @param text the first bytes of the address, in hexadecimal
public record CallerNetwork(String text) {

    /// The header in which the gateway names it.
    public static final String HEADER = "X-Caller-Network";
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{6,16}");
    private static final int IPV6 = 16;
    private static final int SITE = 12;
    private static final String UNKNOWN = "unknown";

    /// What the gateway said.
    public static CallerNetwork of(@Nullable String header) {
        return new CallerNetwork(header != null && FORM.matcher(header).matches() ? header : UNKNOWN);
    }

    /// The /48 of IPv6; of IPv4 the network itself.
    public String site() {
        return text.length() == IPV6 ? text.substring(0, SITE) : text;
    }

    boolean isUnknown() { return text.equals(UNKNOWN); }

    @Override
    public String toString() {
        return "CallerNetwork[…]";
    }
}
