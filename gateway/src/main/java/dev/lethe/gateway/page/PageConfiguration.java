package dev.lethe.gateway.page;

import java.io.IOException;
import java.net.URI;
import java.util.List;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/// Serves the landing page, the explorer and what they show, each file by its name; no folder is open.
@Configuration(proxyBeanMethods = false)
class PageConfiguration {

    /// Relative, as all links of the pages, so that they hold below any path of a proxy.
    private static final URI EXPLORER = URI.create("explorer/");
    private static final List<String> OWN = List.of("style.css", "icon.svg", "explorer/explorer.css",
            "explorer/explorer.js", "explorer/accessible.js", "explorer/session.js", "explorer/story.js");
    private static final List<String> SWAGGER_UI = List.of("swagger-ui.css", "swagger-ui-bundle.js");

    @Bean
    RouterFunction<ServerResponse> pageRoutes(Pages pages) throws IOException {
        RouterFunctions.Builder routes = RouterFunctions.route();
        page(routes, "/", pages.page("index.html"));
        page(routes, "/explorer/", pages.page("explorer/index.html"));
        OWN.forEach(file -> file(routes, "/" + file, Pages.own(file)));
        file(routes, "/favicon.ico", Pages.own("icon.svg"));
        for (String file : SWAGGER_UI) {
            file(routes, "/explorer/" + file, Pages.swaggerUi(file));
        }
        return routes.GET("/explorer", _ -> ServerResponse.temporaryRedirect(EXPLORER).build()).build();
    }

    private static void page(RouterFunctions.Builder routes, String path, String html) {
        routes.GET(path, _ -> ServerResponse.ok().contentType(MediaType.TEXT_HTML).bodyValue(html));
    }

    private static void file(RouterFunctions.Builder routes, String path, Resource file) {
        MediaType type = MediaTypeFactory.getMediaType(file).orElse(MediaType.APPLICATION_OCTET_STREAM);
        routes.GET(path, _ -> ServerResponse.ok().contentType(type).bodyValue(file));
    }
}
