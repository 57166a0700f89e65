package dev.lethe.account.sms;

import java.time.Clock;
import java.time.Duration;

import tools.jackson.databind.json.JsonMapper;

class InboxSmsGatewayTest extends SmsGatewayContract {

    private final HttpPeer peer = new HttpPeer(null);
    private final SmsGateway gateway = new InboxSmsGateway(peer.address(),
            new TextPost(SmsConfiguration.trust(null), PATIENCE, Clock.systemUTC()), JsonMapper.shared());

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
        return Duration.ofSeconds(7);
    }
}
