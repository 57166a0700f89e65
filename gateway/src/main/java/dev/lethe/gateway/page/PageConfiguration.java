package dev.lethe.gateway.page;

import java.net.URI;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.config.ResourceHandlerRegistry;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/// Serves the landing page and what it shows, each by its name; no folder is open.
@Configuration(proxyBeanMethods = false)
class PageConfiguration implements WebFluxConfigurer {

    /// Relative, as all links of the page, so that they hold below any path of a proxy.
    private static final URI EXPLORER = URI.create("explorer/swagger-ui/index.html");

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry resources) {
        resources.addResourceHandler("/style.css", "/icon.svg").addResourceLocations("classpath:/static/");
    }

    @Bean
    RouterFunction<ServerResponse> pages() {
        ClassPathResource page = new ClassPathResource("static/index.html");
        return RouterFunctions.route()
                .GET("/", _ -> ServerResponse.ok().contentType(MediaType.TEXT_HTML).bodyValue(page))
                .GET("/explorer", _ -> ServerResponse.temporaryRedirect(EXPLORER).build()).build();
    }
}
