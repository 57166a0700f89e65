package dev.lethe.platform.internal;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.Executors;

import org.springframework.boot.ssl.SslBundle;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/// Makes clients for the internal doors of other services: mutual TLS, and time-outs on everything.
public final class InternalClients {

    private final HttpClient http;
    private final InternalProperties properties;

    InternalClients(SslBundle bundle, InternalProperties properties) {
        this.properties = properties;
        this.http = HttpClient.newBuilder().sslContext(bundle.createSslContext()).version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(properties.connectTimeout()).executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
    }

    /// A client for a service's internal door.
    ///
    /// @param baseUrl such as `https://127.0.0.1:18443`
    public RestClient at(String baseUrl) {
        return at(baseUrl, properties.readTimeout());
    }

    /// A client whose answers may take as long as `readTimeout`.
    public RestClient at(String baseUrl, Duration readTimeout) {
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(http);
        requests.setReadTimeout(readTimeout);
        return RestClient.builder().baseUrl(baseUrl).requestFactory(requests).build();
    }
}
