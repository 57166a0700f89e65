package dev.lethe.gateway.page;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/// Serves the pages, the explorer and what they show, each file by its name; no folder is open.
@Configuration(proxyBeanMethods = false)
class PageConfiguration {

    /// Relative, as all links of the pages, so that they hold below any path of a proxy.
    private static final URI EXPLORER = URI.create("explorer/");
    private static final List<String> OWN = List.of("style.css", "icon.svg", "explorer/explorer.css",
            "explorer/explorer.js", "explorer/accessible.js", "explorer/session.js", "explorer/story.js",
            "pages/calls.js", "pages/deactivate.js", "pages/erasure.js", "pages/receipt.js", "pages/words.js");
    private static final List<String> SWAGGER_UI = List.of("swagger-ui.css", "swagger-ui-bundle.js");
    private static final String HERE = "";
    private static final String ABOVE = "../";

    @Bean
    RouterFunction<ServerResponse> pageRoutes(Pages pages) throws IOException {
        RouterFunctions.Builder routes = RouterFunctions.route();
        page(routes, "/", pages.page("index.html", HERE));
        page(routes, "/deactivate", pages.page("deactivate.html", HERE));
        page(routes, "/privacy", pages.page("privacy.html", HERE));
        page(routes, "/erasures", pages.page("erasure.html", HERE));
        page(routes, "/erasures/{receiptId}", pages.page("erasure.html", ABOVE));
        String explorer = pages.explorer();
        routes.GET("/explorer/", _ -> ServerResponse.ok().contentType(MediaType.TEXT_HTML).bodyValue(explorer));
        OWN.forEach(file -> file(routes, "/" + file, Pages.own(file)));
        file(routes, "/favicon.ico", Pages.own("icon.svg"));
        for (String file : SWAGGER_UI) {
            file(routes, "/explorer/" + file, Pages.swaggerUi(file));
        }
        return routes.GET("/explorer", _ -> ServerResponse.temporaryRedirect(EXPLORER).build()).build();
    }

    private static void page(RouterFunctions.Builder routes, String path, Map<Language, String> html) {
        routes.GET(path, request -> {
            Language language = Language.of(request);
            return ServerResponse.ok().contentType(MediaType.TEXT_HTML)
                    .headers(headers -> headers.setContentLanguage(language.locale()))
                    .varyBy(HttpHeaders.ACCEPT_LANGUAGE)
                    .bodyValue(Objects.requireNonNull(html.get(language)));
        });
    }

    private static void file(RouterFunctions.Builder routes, String path, Resource file) {
        MediaType type = MediaTypeFactory.getMediaType(file).orElse(MediaType.APPLICATION_OCTET_STREAM);
        routes.GET(path, _ -> ServerResponse.ok().contentType(type).bodyValue(file));
    }
}
