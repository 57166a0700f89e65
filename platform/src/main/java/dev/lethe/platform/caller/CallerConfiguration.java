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
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.savedrequest.NullRequestCache;
import org.springframework.web.filter.RequestContextFilter;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

import dev.lethe.platform.internal.InternalClients;
import dev.lethe.platform.internal.InternalConfiguration;
import dev.lethe.platform.problem.PlatformProblems;
import dev.lethe.platform.problem.ProblemWriter;

/// Makes every public endpoint require a living session, by Spring Security's resource server.
@AutoConfiguration(after = InternalConfiguration.class, beforeName = {
    "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration",
    "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration",
    "org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration"})
@ConditionalOnWebApplication
@ConditionalOnClass(BearerTokenAuthenticationToken.class)
public class CallerConfiguration {

    @Bean
    @ConditionalOnMissingBean
    RevocationSource revocationSource(InternalClients clients, @Value("${lethe.account.internal-url}") String url) {
        return new HttpRevocationSource(clients.at(url));
    }

    @Bean
    @ConditionalOnMissingBean
    TokenKeySource tokenKeySource(InternalClients clients, @Value("${lethe.account.internal-url}") String url) {
        return new HttpTokenKeySource(clients.at(url));
    }

    @Bean
    Revocations revocations(RevocationSource source, List<RevocationListener> listeners) {
        return new Revocations(source, listeners);
    }

    @Bean
    AuthenticationManager callerAuthentication(TokenKeySource source, Clock clock, Revocations revocations) {
        return new CallerAuthentication(new TokenVerifier(new TokenKeys(source), clock), revocations);
    }

    @Bean
    SecurityFilterChain callerChain(HttpSecurity http, AuthenticationManager callers, ProblemWriter problems) {
        AuthenticationEntryPoint refusal = (request, response, failure) -> {
            if (failure instanceof AuthorityAwayException) {
                problems.write(PlatformProblems.unavailable(), response);
                return;
            }
            response.setHeader("WWW-Authenticate", "Bearer error=\"invalid_token\"");
            problems.write(PlatformProblems.UNAUTHENTICATED.asProblem(), response);
        };
        // no session is ever read or made; what is refused, the handlers' interceptor refuses
        SecurityContextRepository perRequest = new RequestAttributeSecurityContextRepository();
        return http.csrf(AbstractHttpConfigurer::disable).logout(AbstractHttpConfigurer::disable)
                .servletApi(AbstractHttpConfigurer::disable)
                .requestCache(cache -> cache.requestCache(new NullRequestCache()))
                .anonymous(AbstractHttpConfigurer::disable)
                .sessionManagement(AbstractHttpConfigurer::disable)
                .securityContext(context -> context.securityContextRepository(perRequest))
                .exceptionHandling(handling -> handling.authenticationEntryPoint(refusal))
                .oauth2ResourceServer(server -> server.authenticationManagerResolver(request -> callers)
                        .bearerTokenResolver(new BearerHeader())
                        .authenticationEntryPoint(refusal))
                .build();
    }

    /// As strict as without it, but the headers of each request are not matched against patterns.
    @Bean
    @ConditionalOnMissingBean
    HttpFirewall httpFirewall() {
        var firewall = new StrictHttpFirewall();
        firewall.setAllowedHeaderNames(PlainText::isPlain);
        firewall.setAllowedHeaderValues(value -> PlainText.isPlain(value.replace('\t', ' ')));
        return firewall;
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
    WebMvcConfigurer callers() {
        CallerArgument callers = new CallerArgument();
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
