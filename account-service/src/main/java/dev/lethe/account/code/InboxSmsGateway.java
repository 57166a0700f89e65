package dev.lethe.account.code;

import java.net.URI;
import java.time.Duration;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

import dev.lethe.account.number.PhoneNumber;

/// Puts texts into the inbox that `./lethe up` shows to the person at the machine.
@Component
@ConditionalOnProperty("lethe.sms.inbox-url")
@EnableConfigurationProperties(SmsProperties.class)
class InboxSmsGateway implements SmsGateway {

    private record Text(String to, String text) {}

    private final RestClient http;
    private final URI inbox;

    InboxSmsGateway(SmsProperties properties) {
        var requests = new JdkClientHttpRequestFactory();
        requests.setReadTimeout(Duration.ofSeconds(5));
        this.http = RestClient.builder().requestFactory(requests).build();
        this.inbox = properties.inboxUrl();
    }

    @Override
    public void send(PhoneNumber to, String text) {
        http.post().uri(inbox).contentType(MediaType.APPLICATION_JSON).body(new Text(to.e164(), text)).retrieve()
                .toBodilessEntity();
    }
}
