package dev.lethe.platform.carrier;

import java.time.Duration;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

import dev.lethe.platform.problem.ProblemConfiguration;
import dev.lethe.platform.problem.ProblemWriter;

/// Watches over the carriers of each service.
@AutoConfiguration(after = ProblemConfiguration.class)
@EnableConfigurationProperties(OverloadProperties.class)
public class CarrierConfiguration {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    @Bean
    Backlog backlog(OverloadProperties properties) {
        return new Backlog(properties.patience());
    }

    @Bean
    CarrierWatch carrierWatch(Backlog backlog) {
        return new CarrierWatch(PATIENCE, backlog);
    }

    @Bean
    @ConditionalOnWebApplication
    FilterRegistrationBean<OverloadFilter> overloadFilter(Backlog backlog, ProblemWriter problems,
            OverloadProperties properties) {
        FilterRegistrationBean<OverloadFilter> filter = new FilterRegistrationBean<>(
                new OverloadFilter(backlog, problems, properties.spared()));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 5);
        return filter;
    }
}
