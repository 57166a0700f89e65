package dev.lethe.platform.request;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;

import dev.lethe.platform.problem.ProblemConfiguration;
import dev.lethe.platform.problem.ProblemWriter;

/// What every service takes from a request, and what not.
@AutoConfiguration(after = ProblemConfiguration.class)
@ConditionalOnWebApplication
@Import(StrictParameters.class)
public class RequestConfiguration {

    /// Bytes that the kernel keeps for a connection; it takes twice as many.
    private static final int UNSENT = 128 * 1024;

    @Bean
    FilterRegistrationBean<RequestForm> requestForm(ProblemWriter problems) {
        FilterRegistrationBean<RequestForm> filter = new FilterRegistrationBean<>(new RequestForm(problems));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 8);
        return filter;
    }

    @Bean
    JsonMapperBuilderCustomizer strictJson() {
        return new StrictJson();
    }

    /// Whoever asks for a parameter gets those of the query; no body is taken for a form.
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> noForms() {
        return factory -> factory.addConnectorCustomizers(connector -> connector.setParseBodyMethods(""));
    }

    /// Few bytes wait for whoever reads slowly: what waits is not broken off when a session ends.
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> shortAnswers() {
        return factory -> factory.addConnectorCustomizers(
                connector -> connector.setProperty("socket.txBufSize", Integer.toString(UNSENT)));
    }
}
