package dev.lethe.platform.internal;

import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

import javax.net.ssl.SSLContext;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/// Makes clients for the internal doors of other services: mutual TLS, and time-outs on everything.
///
/// A client talks to whom it means: a certificate of another role, or of another keyholder, is not believed even where it is
/// good for the address.
public final class InternalClients {

    /// @param name of one process; null for any of that role
    private record Meant(String role, @Nullable String name) {}

    private final SslBundle bundle;
    private final InternalProperties properties;
    private final Map<Meant, HttpClient> clients = new ConcurrentHashMap<>();

    InternalClients(SslBundle bundle, InternalProperties properties) {
        this.bundle = bundle;
        this.properties = properties;
    }

    /// A client for a service's internal door.
    ///
    /// @param role of the service, as in its certificate
    /// @param baseUrl such as `https://127.0.0.1:18443`
    public RestClient of(String role, String baseUrl) {
        return client(new Meant(role, null), baseUrl, properties.readTimeout());
    }

    /// A client for the internal door of one keyholder.
    ///
    /// @param name the keyholder's, as in its certificate
    public RestClient ofKeyholder(String name, String baseUrl) {
        return ofKeyholder(name, baseUrl, properties.readTimeout());
    }

    /// A client for one keyholder, whose answers may take as long as `readTimeout`.
    public RestClient ofKeyholder(String name, String baseUrl, Duration readTimeout) {
        return client(new Meant("keyholder", name), baseUrl, readTimeout);
    }

    private RestClient client(Meant whom, String baseUrl, Duration readTimeout) {
        var requests = new JdkClientHttpRequestFactory(clients.computeIfAbsent(whom, this::http));
        requests.setReadTimeout(readTimeout);
        return RestClient.builder().baseUrl(baseUrl).requestFactory(requests).build();
    }

    private HttpClient http(Meant whom) {
        return HttpClient.newBuilder().sslContext(context(whom)).version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(properties.connectTimeout()).executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
    }

    private SSLContext context(Meant whom) {
        try {
            var context = SSLContext.getInstance(bundle.getProtocol());
            context.init(bundle.getManagers().getKeyManagers(),
                    PeerTrust.of(bundle.getManagers().getTrustManagers(), whom.role(), whom.name()), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("TLS cannot be set up", e);
        }
    }
}
