package dev.lethe.account.sms;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;

import tools.jackson.databind.json.JsonMapper;

/// The other side checks by npm's `standardwebhooks`.
class NodeWebhookIT extends SmsGatewayContract {

    private static final String KEY = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private final NodePeer peer = new NodePeer("webhook-peer.js", KEY);
    private final SmsGateway gateway = new WebhookSmsGateway(URI.create("http://127.0.0.1:" + peer.port() + "/texts"),
            WebhookSignature.of(KEY), new TextPost(SmsConfiguration.trust(null), PATIENCE, Clock.systemUTC()),
            JsonMapper.shared(), Clock.systemUTC());

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
