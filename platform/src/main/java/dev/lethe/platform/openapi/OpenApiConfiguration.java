package dev.lethe.platform.openapi;

import java.util.List;
import java.util.stream.Stream;

import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springdoc.core.customizers.PropertyCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.AnnotatedElementUtils;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;

import dev.lethe.platform.caller.Caller;
import dev.lethe.platform.caller.Open;
import dev.lethe.platform.configuration.ServiceProperties;
import dev.lethe.platform.text.PlainText;

/// Says once for all services what their documents share.
@AutoConfiguration
@ConditionalOnWebApplication
@ConditionalOnClass(GlobalOpenApiCustomizer.class)
public class OpenApiConfiguration {

    private static final String BEARER = "bearer";
    private static final String PROBLEM = "Problem";

    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class);
    }

    @Bean
    @ConditionalOnMissingBean
    OpenAPI openApi(ServiceProperties service) {
        return new OpenAPI().info(new Info().title(service.name()).version(service.version()));
    }

    @Bean
    PresentProperties presentProperties() {
        return new PresentProperties();
    }

    /// The address is the gateway's, whichever that is; a copy of the service's own port helps nobody.
    @Bean
    GlobalOpenApiCustomizer commonDocument() {
        return document -> {
            if (document.getComponents() == null) {
                document.setComponents(new Components());
            }
            document.servers(List.of(new Server().url("/")));
            document.getComponents()
                    .addSecuritySchemes(BEARER,
                            new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer").bearerFormat("JWT"))
                    .addSchemas(PROBLEM, problem());
            CommonProblems.describe(document.getComponents(), PROBLEM);
            PresentProperties.require(document);
        };
    }

    /// Lists the codes that a caller may have to branch on, each with its status.
    @Bean
    GlobalOpenApiCustomizer listedProblems(BeanFactory beans) {
        return document -> document.addExtension("x-problems", ListedProblems
                .of(AutoConfigurationPackages.has(beans) ? AutoConfigurationPackages.get(beans) : List.of()));
    }

    /// Every operation may end in a problem, and needs a token unless it is open.
    @Bean
    GlobalOperationCustomizer commonOperation() {
        return (operation, handler) -> {
            boolean isOpen = AnnotatedElementUtils.hasAnnotation(handler.getMethod(), Open.class)
                    || AnnotatedElementUtils.hasAnnotation(handler.getBeanType(), Open.class);
            operation.setSecurity(isOpen ? List.of() : List.of(new SecurityRequirement().addList(BEARER)));
            CommonProblems.addTo(operation, isOpen);
            addProblem(operation);
            return operation;
        };
    }

    /// The document counts characters as the rule does: JSON Schema counts code points.
    @Bean
    PropertyCustomizer lengthOfPlainText() {
        return (schema, type) -> {
            if (type.getCtxAnnotations() != null) {
                Stream.of(type.getCtxAnnotations()).filter(PlainText.class::isInstance).map(PlainText.class::cast)
                        .findFirst().ifPresent(it -> schema.setMaxLength(it.max()));
            }
            return schema;
        };
    }

    private static void addProblem(Operation operation) {
        operation.getResponses().addApiResponse("default", new ApiResponse().description("A problem (RFC 9457)")
                .content(new Content().addMediaType("application/problem+json",
                        new MediaType().schema(new Schema<>().$ref("#/components/schemas/" + PROBLEM)))));
    }

    private static Schema<?> problem() {
        var error = new ObjectSchema().addProperty("field", new StringSchema()).addProperty("message",
                new StringSchema());
        return new ObjectSchema().description("What went wrong (RFC 9457); branch on `code`")
                .addProperty("type", new StringSchema().example("urn:lethe:problem:not-found"))
                .addProperty("title", new StringSchema()).addProperty("status", new IntegerSchema())
                .addProperty("code", new StringSchema()).addProperty("detail", new StringSchema())
                .addProperty("errors", new ArraySchema().items(error)).addProperty("traceId", new StringSchema())
                .additionalProperties(true);
    }
}
