package dev.lethe.gateway.limit;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;

/// By what a caller is counted.
///
/// The gateway does not verify tokens (the services do), so it counts an account together with its address: with
/// a made-up token nobody uses up what belongs to someone else.
final class Callers {

    private static final Pattern SUBJECT = Pattern.compile("\"sub\"\\s*:\\s*\"([0-9a-f-]{36})\"");

    private Callers() {
    }

    /// The address; of IPv6 the /64 network, for a caller owns all of it.
    static String address(ServerHttpRequest request) {
        if (request.getRemoteAddress() == null || request.getRemoteAddress().getAddress() == null) {
            return "unknown";
        }
        InetAddress address = request.getRemoteAddress().getAddress();
        byte[] bytes = address.getAddress();
        return HexFormat.of().formatHex(address instanceof Inet6Address ? Arrays.copyOf(bytes, 8) : bytes);
    }

    /// The network, of which one caller may own many addresses: the /24 of IPv4, the /64 of IPv6.
    static String network(ServerHttpRequest request) {
        String address = address(request);
        return address.length() == 8 ? address.substring(0, 6) : address;
    }

    static @Nullable String account(ServerHttpRequest request) {
        String authorization = request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
        if (authorization == null || !authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return null;
        }
        String[] parts = authorization.substring(7).trim().split("\\.", -1);
        return parts.length == 3 ? subject(parts[1]) : null;
    }

    private static @Nullable String subject(String claims) {
        try {
            Matcher subject = SUBJECT
                    .matcher(new String(Base64.getUrlDecoder().decode(claims), StandardCharsets.UTF_8));
            return subject.find() ? subject.group(1) : null;
        } catch (IllegalArgumentException _) {
            return null;
        }
    }
}
