package dev.lethe.gateway;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/// Starts the gateway. Its routes are configuration, in `application.yaml`.
@SpringBootApplication
@ConfigurationPropertiesScan
public class GatewayApplication {

    private static final String EVENT_LOOPS = "reactor.netty.ioWorkerCount";
    private static final String ACCEPTING_LOOPS = "reactor.netty.ioSelectCount";

    /// An event loop a processor. Reactor Netty takes four at least; on fewer processors these wait for each other, since a
    /// connection to a service may belong to another loop than its caller's. And one loop that only accepts connections: else
    /// these wait, 16 a round, for all other work.
    public static void main(String[] arguments) {
        if (System.getProperty(EVENT_LOOPS) == null) {
            System.setProperty(EVENT_LOOPS, Integer.toString(Runtime.getRuntime().availableProcessors()));
        }
        if (System.getProperty(ACCEPTING_LOOPS) == null) {
            System.setProperty(ACCEPTING_LOOPS, "1");
        }
        SpringApplication.run(GatewayApplication.class, arguments);
    }
}
