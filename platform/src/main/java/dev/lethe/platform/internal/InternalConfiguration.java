package dev.lethe.platform.internal;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;

import org.apache.catalina.connector.Connector;
import org.apache.commons.logging.LogFactory;
import org.apache.coyote.AbstractProtocol;
import org.apache.tomcat.util.threads.VirtualThreadExecutor;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;
import org.springframework.boot.tomcat.SslConnectorCustomizer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

import dev.lethe.platform.problem.ProblemConfiguration;
import dev.lethe.platform.problem.ProblemWriter;

/// Opens the internal door and makes clients for those of others.
@AutoConfiguration(after = {ProblemConfiguration.class, HealthEndpointAutoConfiguration.class})
@ConditionalOnProperty("lethe.internal.port")
@EnableConfigurationProperties({InternalProperties.class, TlsProperties.class})
public class InternalConfiguration {

    private final SslBundle bundle;

    InternalConfiguration(TlsProperties tls) {
        this.bundle = SslBundle.of(new PemSslStoreBundle(
                PemSslStoreDetails.forCertificates("file:" + tls.certificate())
                        .withPrivateKey("file:" + tls.privateKey()),
                PemSslStoreDetails.forCertificates("file:" + tls.authority())));
    }

    @Bean
    InternalClients internalClients(InternalProperties properties) {
        return new InternalClients(bundle, properties);
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> internalDoor(InternalProperties properties,
            @Value("${server.address:#{null}}") @Nullable InetAddress address,
            @Value("${spring.threads.virtual.enabled:false}") boolean virtualThreads) {
        return factory -> {
            Connector connector = new Connector(TomcatServletWebServerFactory.DEFAULT_PROTOCOL);
            connector.setPort(properties.port());
            if (connector.getProtocolHandler() instanceof AbstractProtocol<?> protocol) {
                if (address != null) {
                    protocol.setAddress(address);
                }
                if (virtualThreads) {
                    protocol.setExecutor(new VirtualThreadExecutor("internal-"));
                }
            }
            new SslConnectorCustomizer(LogFactory.getLog(InternalConfiguration.class), connector, Ssl.ClientAuth.NEED)
                    .customize(bundle, Map.of());
            factory.addAdditionalConnectors(connector);
        };
    }

    @Bean
    FilterRegistrationBean<InternalDoor> internalDoorFilter(InternalProperties properties, ProblemWriter problems) {
        FilterRegistrationBean<InternalDoor> filter = new FilterRegistrationBean<>(
                new InternalDoor(properties, problems));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }

    /// The operator's door to the details of health.
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBean(HealthEndpoint.class)
    @Import(HealthController.class)
    static class HealthDoor {}

    @Bean
    WebMvcConfigurer internalPeers() {
        PeerInterceptor peers = new PeerInterceptor();
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(peers).addPathPatterns("/internal/**");
            }

            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(peers);
            }
        };
    }
}
