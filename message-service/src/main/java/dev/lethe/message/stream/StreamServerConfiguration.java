package dev.lethe.message.stream;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What a connection holds while it is idle. A larger answer takes a few writes more.
@Configuration(proxyBeanMethods = false)
class StreamServerConfiguration {

    private static final String BYTES = "2048";

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> smallSocketBuffers() {
        return factory -> factory.addConnectorCustomizers(connector -> {
            connector.setProperty("socket.appReadBufSize", BYTES);
            connector.setProperty("socket.appWriteBufSize", BYTES);
            // a stream may still write when its connection ends; nobody else may be using its buffers by then
            connector.setProperty("socket.bufferPool", "0");
        });
    }
}
