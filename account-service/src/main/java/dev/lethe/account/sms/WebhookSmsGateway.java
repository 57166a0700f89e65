package dev.lethe.account.sms;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.util.UUID;

import tools.jackson.databind.json.JsonMapper;

/// Posts texts to an operator's provider, or to what the operator puts before one, signed as Standard Webhooks says
/// (<https://www.standardwebhooks.com>): receivers find a library that checks it in most languages.
final class WebhookSmsGateway implements SmsGateway, AutoCloseable {

    private record Text(String to, String text, UUID id) {
        @Override
        public String toString() {
            return "Text[redacted]";
        }
    }

    private final URI url;
    private final WebhookSignature signature;
    private final TextPost post;
    private final JsonMapper json;
    private final Clock clock;

    WebhookSmsGateway(URI url, WebhookSignature signature, TextPost post, JsonMapper json, Clock clock) {
        this.url = url;
        this.signature = signature;
        this.post = post;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public SmsDelivery send(Sms sms) {
        byte[] body = json.writeValueAsBytes(new Text(sms.to().e164(), sms.text(), sms.id()));
        String id = sms.id().toString();
        long timestamp = clock.instant().getEpochSecond();
        return post.post(HttpRequest.newBuilder(url).header("Content-Type", "application/json").header("webhook-id", id)
                .header("webhook-timestamp", String.valueOf(timestamp))
                .header("webhook-signature", signature.of(id, timestamp, body)).POST(BodyPublishers.ofByteArray(body)));
    }

    @Override
    public void close() {
        post.close();
    }
}
