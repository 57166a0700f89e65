package dev.lethe.account.sms;

import static dev.lethe.test.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.Test;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import dev.lethe.account.sms.SmsProperties.Security;
import dev.lethe.account.sms.SmsProperties.Smpp;

/// The other side is npm's `smpp`.
class NodeSmppIT extends SmsGatewayContract {

    private final NodePeer peer = new NodePeer("smpp-peer.js");
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final SmsGateway gateway = gateway(peer);

    private SmppSmsGateway gateway(NodePeer at) {
        var properties = new Smpp("127.0.0.1", at.port(), Security.NONE, "lethe", Path.of("unread"), "", "+4930901820",
                null, 10, Duration.ofSeconds(1), PATIENCE);
        return new SmppSmsGateway(
                new SmppConnection(properties, "s3cret", SmsConfiguration.trust(null), new SmppReceipts(meters)),
                properties);
    }

    @Override
    SmsPeer peer() {
        return peer;
    }

    @Override
    SmsGateway gateway() {
        return gateway;
    }

    @Override
    Duration pauseOfThrottling() {
        return Duration.ofSeconds(2);
    }

    @Test
    void countsReceipts() {
        isTaken("Lethe code: 902417.");

        eventually(() -> assertThat(meters.counter(SmppReceipts.METRIC, "state", "delivered").count()).isPositive());
    }
}
