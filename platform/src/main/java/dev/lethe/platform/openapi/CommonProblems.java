package dev.lethe.platform.openapi;

import java.util.LinkedHashMap;
import java.util.Map;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;

/// The problems that every call may answer, told once a document.
final class CommonProblems {

    private static final Map<String, String> NAMES = Map.of("400", "BadRequest", "401", "Unauthenticated", "429",
            "TooManyRequests", "503", "Unavailable");

    private CommonProblems() {
    }

    static void describe(Components components, String problem) {
        Map<String, ApiResponse> responses = new LinkedHashMap<>();
        responses.put("400", answer("The request cannot be read, or has invalid fields: `malformed-request`, "
                + "`invalid-request`, or a code of the call.", problem));
        responses.put("401", answer("There is no valid access token: `unauthenticated`.", problem)
                .addHeaderObject("WWW-Authenticate", new Header().schema(new StringSchema())));
        responses.put("429", waiting("More was asked than is allowed: `too-many-requests`, or a code of the call.",
                problem));
        responses.put("503", waiting("A store or a service is away for the moment: `unavailable`.", problem));
        responses.forEach((status, response) -> components.addResponses(NAMES.get(status), response));
    }

    static void addTo(Operation operation, boolean isOpen) {
        NAMES.forEach((status, name) -> {
            if (!operation.getResponses().containsKey(status) && !(isOpen && status.equals("401"))) {
                operation.getResponses().addApiResponse(status,
                        new ApiResponse().$ref("#/components/responses/" + name));
            }
        });
    }

    private static ApiResponse waiting(String description, String problem) {
        return answer(description, problem).addHeaderObject("Retry-After",
                new Header().description("Seconds to wait").schema(new IntegerSchema()));
    }

    private static ApiResponse answer(String description, String problem) {
        return new ApiResponse().description(description).content(new Content().addMediaType("application/problem+json",
                new MediaType().schema(new Schema<>().$ref("#/components/schemas/" + problem))));
    }
}
