package dev.lethe.contact;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/// Starts contact-service.
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class ContactServiceApplication {

    /// Starts it.
    public static void main(String[] arguments) {
        SpringApplication.run(ContactServiceApplication.class, arguments);
    }
}
