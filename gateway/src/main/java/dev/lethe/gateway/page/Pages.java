package dev.lethe.gateway.page;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/// Reads what is shown, once.
@Component
class Pages {

    private static final String INBOX = "{{inbox}}";
    private static final String SWAGGER_UI = "classpath*:META-INF/resources/webjars/swagger-ui/*/";

    private final PageProperties properties;

    Pages(PageProperties properties) {
        this.properties = properties;
    }

    /// A page, with a link to the inbox of codes where there is one.
    String page(String file) throws IOException {
        String inbox = properties.smsInbox() == null ? ""
                : " The code arrives in the <a href=\"%s\" target=\"_blank\" rel=\"noopener\">SMS inbox</a>."
                        .formatted(HtmlUtils.htmlEscape(properties.smsInbox().toString()));
        return own(file).getContentAsString(StandardCharsets.UTF_8).replace(INBOX, inbox);
    }

    static Resource own(String file) {
        return new ClassPathResource("static/" + file);
    }

    /// A file of Swagger UI, of the version that was built in.
    static Resource swaggerUi(String file) throws IOException {
        Resource[] found = new PathMatchingResourcePatternResolver().getResources(SWAGGER_UI + file);
        if (found.length != 1) {
            throw new IOException("not one Swagger UI was built in, but " + found.length);
        }
        return found[0];
    }
}
