package dev.lethe.gateway.page;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;

import reactor.core.publisher.Mono;

import dev.lethe.gateway.problem.GatewayProblems;
import dev.lethe.gateway.problem.Problem;

/// Tells people in a page that there is none where they looked. Programs get the problem document, and so does everybody below
/// `/v1`.
@Component
@Order(-3)
class MissingPage implements WebExceptionHandler {

    private static final String FILE = "missing.html";
    private static final String UP = "{{up}}";
    /// Links climb to the gateway's root step by step, for a proxy may have put it anywhere.
    private static final int MOST_STEPS = 16;

    private final Map<Language, String> page;

    MissingPage(Pages pages) throws IOException {
        page = pages.page(FILE, UP);
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        ServerHttpRequest request = exchange.getRequest();
        if (exchange.getResponse().isCommitted() || !isMissing(failure) || !isForPeople(request)) {
            return Mono.error(failure);
        }
        return write(exchange, Language.of(ServerRequest.create(exchange, List.of())), steps(request));
    }

    private static boolean isMissing(Throwable failure) {
        return switch (failure) {
            case Problem problem -> problem.type().equals(GatewayProblems.NOT_FOUND);
            case ResponseStatusException status -> status.getStatusCode().isSameCodeAs(HttpStatus.NOT_FOUND);
            default -> false;
        };
    }

    private static boolean isForPeople(ServerHttpRequest request) {
        String path = request.getURI().getRawPath();
        return (HttpMethod.GET.equals(request.getMethod()) || HttpMethod.HEAD.equals(request.getMethod()))
                && !path.equals("/v1") && !path.startsWith("/v1/") && steps(request) <= MOST_STEPS
                && prefersHtml(request.getHeaders());
    }

    /// Wildcards ask for nothing: programs send them, too.
    private static boolean prefersHtml(HttpHeaders headers) {
        try {
            List<MediaType> accepted = headers.getAccept();
            return quality(accepted, "html") > quality(accepted, "json");
        } catch (InvalidMediaTypeException | InvalidMimeTypeException _) {
            return false;
        }
    }

    private static double quality(List<MediaType> accepted, String format) {
        return accepted.stream().filter(type -> type.getSubtype().equals(format)
                || type.getSubtype().endsWith("+" + format)).mapToDouble(MediaType::getQualityValue).max().orElse(0);
    }

    private static int steps(ServerHttpRequest request) {
        return Math.max(0, (int) request.getURI().getRawPath().chars().filter(it -> it == '/').count() - 1);
    }

    private Mono<Void> write(ServerWebExchange exchange, Language language, int steps) {
        ServerHttpResponse response = exchange.getResponse();
        byte[] html = Objects.requireNonNull(page.get(language)).replace(UP, steps == 0 ? "./" : "../".repeat(steps))
                .getBytes(StandardCharsets.UTF_8);
        response.setStatusCode(HttpStatus.NOT_FOUND);
        HttpHeaders headers = response.getHeaders();
        headers.setContentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8));
        headers.setContentLanguage(language.locale());
        headers.setContentLength(html.length);
        headers.setVary(List.of(HttpHeaders.ACCEPT, HttpHeaders.ACCEPT_LANGUAGE));
        return HttpMethod.HEAD.equals(exchange.getRequest().getMethod()) ? response.setComplete()
                : response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(html)));
    }
}
