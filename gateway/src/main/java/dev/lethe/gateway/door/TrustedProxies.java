package dev.lethe.gateway.door;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;

/// Who called, by the word of the proxies that are trusted and of no others.
@Component
class TrustedProxies {

    private static final Pattern PORT = Pattern.compile("(\\[[^]]*]|[0-9.]+):[0-9]{1,5}");

    private final List<IpSubnetFilterRule> networks;

    TrustedProxies(ProxyProperties properties) {
        this.networks = properties.trusted().stream()
                .map(network -> new IpSubnetFilterRule(network, IpFilterRuleType.ACCEPT)).toList();
    }

    boolean isTrusted(@Nullable InetSocketAddress address) {
        return address != null && address.getAddress() != null
                && networks.stream().anyMatch(network -> network.matches(address));
    }

    /// The right-most address that is not a trusted proxy's, for whatever stands left of it anybody may have written; the
    /// left-most if all are.
    ///
    /// @param peer      who holds the connection, a trusted proxy
    /// @param forwarded the values of `X-Forwarded-For`
    InetSocketAddress caller(InetSocketAddress peer, List<String> forwarded) {
        List<String> addresses = forwarded.stream().flatMap(value -> Stream.of(value.split(","))).map(String::strip)
                .toList();
        InetSocketAddress caller = peer;
        for (String address : addresses.reversed()) {
            InetAddress named = NetUtil.createInetAddressFromIpAddressString(withoutPort(address));
            if (named == null) {
                return caller;
            }
            caller = new InetSocketAddress(named, 0);
            if (!isTrusted(caller)) {
                return caller;
            }
        }
        return caller;
    }

    /// Some proxies tell the port as well: `192.0.2.1:4711`, `[2001:db8::1]:4711`.
    private static String withoutPort(String address) {
        Matcher port = PORT.matcher(address);
        return port.matches() ? port.group(1) : address;
    }
}
