package dev.lethe.account;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.scheduling.annotation.EnableScheduling;

/// Starts account-service.
@SpringBootApplication
@EnableScheduling
public class AccountServiceApplication {

    /// Starts the process.
    public static void main(String[] args) {
        SpringApplication.run(AccountServiceApplication.class, args);
    }
}
