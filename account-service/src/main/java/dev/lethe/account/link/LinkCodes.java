package dev.lethe.account.link;

import java.util.Arrays;
import java.util.UUID;

import org.springframework.stereotype.Component;

import dev.lethe.account.code.Ticket;
import dev.lethe.account.link.DeviceLinks.Origin;
import dev.lethe.account.number.Numbers;
import dev.lethe.account.signin.CallerNetwork;

/// What a short code opens. It is hashed and stretched under the suite's key of look-ups, so that nobody finds it by trying
/// all codes against a stolen database.
@Component
class LinkCodes {

    private static final int SECRET = 16;

    private final Numbers numbers;

    LinkCodes(Numbers numbers) {
        this.numbers = numbers;
    }

    /// How a code is found again.
    byte[] index(LinkCode code) {
        return numbers.hash("device-link", code.text());
    }

    /// Seals and opens the device's name for those who see the code.
    Ticket seal(UUID link, LinkCode code) {
        return Ticket.of(link, Arrays.copyOf(numbers.hash("device-link-name", code.text()), SECRET));
    }

    /// Keyed hashes of where a device asks from.
    Origin origin(CallerNetwork network) {
        return new Origin(numbers.hash("network", network.text()), numbers.hash("network", network.site()));
    }
}
