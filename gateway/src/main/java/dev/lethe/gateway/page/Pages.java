package dev.lethe.gateway.page;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

import dev.lethe.gateway.health.ReleaseProperties;

/// Reads what is shown, once.
@Component
class Pages {

    private static final Pattern INBOX = Pattern.compile("<!--inbox-->(.*?)<!--end-->");
    private static final String SWAGGER_UI = "classpath*:META-INF/resources/webjars/swagger-ui/*/";

    private final PageProperties properties;
    private final ReleaseProperties release;

    Pages(PageProperties properties, ReleaseProperties release) {
        this.properties = properties;
        this.release = release;
    }

    /// A page in all languages.
    ///
    /// @param root where the suite stands, seen from the page: relative, so that links hold below any path of a proxy
    Map<Language, String> page(String file, String root) throws IOException {
        Map<Language, String> texts = new EnumMap<>(Language.class);
        for (Language language : Language.values()) {
            String text = withInbox(text(own(language.tag() + "/" + file)));
            texts.put(language, text.replace("{{home}}", root.isEmpty() ? "./" : root).replace("{{root}}", root)
                    .replace("{{version}}", HtmlUtils.htmlEscape(release.version()))
                    .replace("{{data-map}}", DataMap.html(text(new ClassPathResource("privacy.md")))));
        }
        return texts;
    }

    /// The explorer speaks English only.
    String explorer() throws IOException {
        return withInbox(text(own("explorer/index.html")));
    }

    // On a developer's machine codes are read in an inbox; elsewhere there is none, and nothing about it is shown.
    private String withInbox(String html) {
        if (properties.smsInbox() == null) {
            return INBOX.matcher(html).replaceAll("");
        }
        String inbox = HtmlUtils.htmlEscape(properties.smsInbox().toString());
        return INBOX.matcher(html).replaceAll("$1").replaceAll("\\{\\{inbox}}", Matcher.quoteReplacement(inbox));
    }

    private static String text(Resource resource) throws IOException {
        return resource.getContentAsString(StandardCharsets.UTF_8);
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
