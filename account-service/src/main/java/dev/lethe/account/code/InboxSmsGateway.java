package dev.lethe.account.code;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;

import dev.lethe.platform.number.PhoneNumber;

/// Puts texts into the inbox that `./lethe up` shows to the person at the machine.
@Component
@ConditionalOnProperty("lethe.sms.inbox-url")
@EnableConfigurationProperties(SmsProperties.class)
class InboxSmsGateway implements SmsGateway {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private record Text(String to, String text) {}

    private final RestClient http;
    private final URI inbox;

    InboxSmsGateway(SmsProperties properties) {
        var requests = new JdkClientHttpRequestFactory(HttpClient.newBuilder().connectTimeout(TIMEOUT).build());
        requests.setReadTimeout(TIMEOUT);
        this.http = RestClient.builder().requestFactory(requests).build();
        this.inbox = properties.inboxUrl();
    }

    /// What the inbox answers to a text it refuses may repeat the text, so nothing but the status is kept of it.
    @Override
    public void send(PhoneNumber to, String text) {
        http.post().uri(inbox).contentType(MediaType.APPLICATION_JSON).body(new Text(to.e164(), text)).retrieve()
                .onStatus(HttpStatusCode::isError, (_, answer) -> {
                    throw new ResourceAccessException("The inbox answered " + answer.getStatusCode().value());
                }).toBodilessEntity();
    }
}
