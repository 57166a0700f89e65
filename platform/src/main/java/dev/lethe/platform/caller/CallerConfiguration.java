package dev.lethe.platform.caller;

import java.time.Clock;
import java.util.List;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.web.filter.RequestContextFilter;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

import com.nimbusds.jwt.SignedJWT;

import dev.lethe.platform.internal.InternalClients;
import dev.lethe.platform.internal.InternalConfiguration;
import dev.lethe.platform.problem.PlatformProblems;
import dev.lethe.platform.problem.ProblemWriter;

/// Makes every public endpoint require a living session. Spring Security's firewall stands before all of them.
@AutoConfiguration(after = InternalConfiguration.class, beforeName = {
    "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration",
    "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration",
    "org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration"})
@ConditionalOnWebApplication
@ConditionalOnClass({SecurityFilterChain.class, SignedJWT.class})
public class CallerConfiguration {

    private static final String AUTHORITY = "account-service";

    @Bean
    @ConditionalOnMissingBean
    RevocationSource revocationSource(InternalClients clients, @Value("${lethe.account.internal-url}") String url) {
        return new HttpRevocationSource(clients.of(AUTHORITY, url));
    }

    @Bean
    @ConditionalOnMissingBean
    TokenKeySource tokenKeySource(InternalClients clients, @Value("${lethe.account.internal-url}") String url) {
        return new HttpTokenKeySource(clients.of(AUTHORITY, url));
    }

    @Bean
    Revocations revocations(RevocationSource source, List<RevocationListener> listeners) {
        return new Revocations(source, listeners);
    }

    @Bean
    CallerAuthentication callerAuthentication(TokenKeySource source, Clock clock, Revocations revocations) {
        return new CallerAuthentication(new TokenVerifier(new TokenKeys(source), clock), revocations);
    }

    /// No session is read or made, and nobody is refused here: that is for the handlers' interceptor.
    @Bean
    SecurityFilterChain callerChain(HttpSecurity http) {
        return http.csrf(AbstractHttpConfigurer::disable).logout(AbstractHttpConfigurer::disable)
                .servletApi(AbstractHttpConfigurer::disable).requestCache(AbstractHttpConfigurer::disable)
                .anonymous(AbstractHttpConfigurer::disable).sessionManagement(AbstractHttpConfigurer::disable)
                .securityContext(AbstractHttpConfigurer::disable).exceptionHandling(AbstractHttpConfigurer::disable)
                .build();
    }

    /// As strict with paths as without it. What stands in headers and names of parameters is for those who read them to
    /// refuse, by name: the firewall would throw it at them, with its value.
    @Bean
    @ConditionalOnMissingBean
    HttpFirewall httpFirewall() {
        var firewall = new StrictHttpFirewall();
        firewall.setAllowedHeaderNames(_ -> true);
        firewall.setAllowedHeaderValues(_ -> true);
        firewall.setAllowedParameterNames(_ -> true);
        return firewall;
    }

    @Bean
    @ConditionalOnMissingBean
    RequestRejectedHandler refusalOfTheFirewall(ProblemWriter problems) {
        return (_, response, _) -> problems.write(PlatformProblems.MALFORMED_REQUEST.asProblem(), response);
    }

    /// An observation for each filter of the chain would cost as much as the chain.
    @Bean
    @ConditionalOnMissingBean
    SecurityObservationSettings securityObservations() {
        return SecurityObservationSettings.noObservations();
    }

    /// The dispatcher does what this filter does.
    @Bean
    FilterRegistrationBean<RequestContextFilter> noRequestContextFilter() {
        FilterRegistrationBean<RequestContextFilter> none = new FilterRegistrationBean<>(new RequestContextFilter());
        none.setEnabled(false);
        return none;
    }

    @Bean
    FilterRegistrationBean<ServingFilter> servingFilter(ObjectProvider<ServingGate> gates, ProblemWriter problems) {
        FilterRegistrationBean<ServingFilter> filter = new FilterRegistrationBean<>(new ServingFilter(gates, problems));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
        return filter;
    }

    @Bean
    ServingHealth servingHealthIndicator(ObjectProvider<ServingGate> gates) {
        return new ServingHealth(gates);
    }

    @Bean
    WebMvcConfigurer callers(CallerAuthentication authentication) {
        CallerArgument callers = new CallerArgument(authentication);
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(callers).addPathPatterns("/v1/**");
            }

            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(callers);
            }
        };
    }
}
