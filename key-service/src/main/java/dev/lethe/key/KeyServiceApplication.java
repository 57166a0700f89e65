package dev.lethe.key;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.scheduling.annotation.EnableScheduling;

/// Runs one keyholder.
@SpringBootApplication
@EnableScheduling
@EnableConfigurationProperties(KeyholderProperties.class)
public class KeyServiceApplication {

    public static void main(String[] args) {
        SpringApplication.run(KeyServiceApplication.class, args);
    }
}
