package dev.lethe.test;

import java.net.http.HttpClient;
import java.time.Duration;

import org.springframework.core.env.Environment;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

import dev.lethe.test.secret.TestSecrets;

/// Calls the internal door of the service under test in the role of another service, by mutual TLS.
public final class TestPeer {
    private TestPeer() {}

    /// A client with the certificate of the given role; unknown roles are refused by `@AllowedPeers`.
    public static RestClient as(String role, Environment environment) {
        return as(role, role, environment);
    }

    /// A client whose certificate has this common name.
    public static RestClient as(String role, String name, Environment environment) {
        var client = HttpClient.newBuilder().sslContext(TestSecrets.shared().tlsOf(name, role))
                .connectTimeout(Duration.ofSeconds(5)).build();
        return RestClient.builder().requestFactory(new JdkClientHttpRequestFactory(client))
                .baseUrl("https://127.0.0.1:" + environment.getRequiredProperty("lethe.internal.port")).build();
    }
}
