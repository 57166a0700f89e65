package dev.lethe.account.sms;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;

import tools.jackson.databind.json.JsonMapper;

/// Puts texts into the inbox that `./lethe up` shows to the person at the machine.
final class InboxSmsGateway implements SmsGateway, AutoCloseable {

    private record Text(String to, String text) {
        @Override
        public String toString() {
            return "Text[redacted]";
        }
    }

    private final URI inbox;
    private final TextPost post;
    private final JsonMapper json;

    InboxSmsGateway(URI inbox, TextPost post, JsonMapper json) {
        this.inbox = inbox;
        this.post = post;
        this.json = json;
    }

    @Override
    public SmsDelivery send(Sms sms) {
        byte[] body = json.writeValueAsBytes(new Text(sms.to().e164(), sms.text()));
        return post.post(HttpRequest.newBuilder(inbox).header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body)));
    }

    @Override
    public void close() {
        post.close();
    }
}
