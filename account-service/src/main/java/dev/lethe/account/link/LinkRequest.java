package dev.lethe.account.link;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import org.springframework.stereotype.Component;

import dev.lethe.account.code.Ticket;
import dev.lethe.account.link.DeviceLinks.DeviceLink;
import dev.lethe.account.link.DeviceLinks.State;
import dev.lethe.account.signin.CallerNetwork;

/// A new device asks to be let in. It keeps the request's secret to itself and shows the code: whoever sees the code can
/// approve, and cannot come in.
@Component
class LinkRequest {

    /// What the secret is hashed for.
    static final String SECRET = "device-link";

    record Asked(String requestId, LinkCode code, Instant expiresAt) {}

    private final DeviceLinks links;
    private final LinkCodes codes;
    private final Clock clock;

    LinkRequest(DeviceLinks links, LinkCodes codes, Clock clock) {
        this.links = links;
        this.codes = codes;
        this.clock = clock;
    }

    Asked ask(String deviceName, CallerNetwork network) {
        Ticket ticket = Ticket.random();
        LinkCode code = LinkCode.random();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant expiresAt = now.plus(DeviceLinks.LIFETIME);
        byte[] name = codes.seal(ticket.id(), code).seal(deviceName.strip());
        links.add(new DeviceLink(ticket.id(), ticket.hash(SECRET), name, State.ASKED, null, null, now, expiresAt),
                codes.index(code), codes.origin(network));
        return new Asked(ticket.text(), code, expiresAt);
    }
}
