package dev.lethe.test;

import java.util.List;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.ContextRestartedEvent;

import tools.jackson.databind.json.JsonMapper;

import dev.lethe.platform.caller.CallerConfiguration;
import dev.lethe.platform.caller.RevocationSource;
import dev.lethe.platform.caller.ServingGate;
import dev.lethe.platform.caller.TokenKeySource;
import dev.lethe.platform.configuration.PlatformConfiguration;
import dev.lethe.platform.erasure.ErasureConfiguration;
import dev.lethe.platform.vault.Keyholders;
import dev.lethe.platform.vault.VaultConfiguration;
import dev.lethe.test.secret.TestSecrets;
import dev.lethe.test.vault.InMemoryKeyholder;
import dev.lethe.test.vault.TestAuthority;

/// What stands in for the rest of the suite while one service is tested. A service's own beans win.
@AutoConfiguration(before = {PlatformConfiguration.class, CallerConfiguration.class, ErasureConfiguration.class,
    VaultConfiguration.class})
public class SuiteConfiguration {
    @Bean
    TestClock clock() {
        return new TestClock();
    }

    @Bean
    TestAuthority testAuthority() {
        return TestSecrets.shared().authority();
    }

    /// Two of three, in memory; tests get at each by casting, to take it down or let it lie.
    @Bean
    @ConditionalOnMissingBean
    Keyholders keyholders(TestAuthority authority) {
        return new Keyholders(List.of(new InMemoryKeyholder("keyholder-1", authority),
                new InMemoryKeyholder("keyholder-2", authority), new InMemoryKeyholder("keyholder-3", authority)), 2);
    }

    /// Answers for account-service, unless the service under test is account-service itself.
    @Bean
    @ConditionalOnMissingBean({RevocationSource.class, TokenKeySource.class})
    FakeAuthority fakeAuthority() {
        return new FakeAuthority();
    }

    @Bean(defaultCandidate = false)
    @Qualifier("authorityLedger")
    @ConditionalOnMissingBean(name = "authorityLedger")
    FakeLedger authorityLedger() {
        return new FakeLedger();
    }

    /// Tests begin when the service serves, as callers would wait for its readiness; also when the context was paused
    /// while another one was in use.
    @Bean
    ApplicationListener<ApplicationEvent> untilItServes(ObjectProvider<ServingGate> gates) {
        return event -> {
            if (event instanceof ApplicationReadyEvent || event instanceof ContextRestartedEvent)
                Eventually.eventually(() -> {
                    var closed = gates.stream().filter(gate -> !gate.isOpen()).map(ServingGate::name).toList();
                    if (!closed.isEmpty())
                        throw new IllegalStateException("closed: " + closed);
                });
        };
    }

    @Bean
    TestEvents testEvents(@Value("${spring.kafka.bootstrap-servers}") String bootstrapServers, JsonMapper json) {
        return new TestEvents(bootstrapServers, json);
    }

    @Bean
    @ConditionalOnBean(FakeAuthority.class)
    TestSubjects testSubjects(Keyholders keyholders, FakeAuthority authority,
            @Qualifier("authorityLedger") FakeLedger ledger, TestEvents events, TestClock clock) {
        return new TestSubjects(keyholders, authority, ledger, events, clock);
    }
}
