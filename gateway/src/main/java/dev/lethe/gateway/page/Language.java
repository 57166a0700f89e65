package dev.lethe.gateway.page;

import java.util.List;
import java.util.Locale;

import org.springframework.web.reactive.function.server.ServerRequest;

/// In which languages the pages speak. The first is for whoever reads none of them.
enum Language {
    EN(Locale.ENGLISH), DE(Locale.GERMAN);

    private static final List<Locale> ALL = List.of(EN.locale, DE.locale);

    private final Locale locale;

    Language(Locale locale) {
        this.locale = locale;
    }

    /// As the link says that was followed (`lang`), else as the browser prefers.
    static Language of(ServerRequest request) {
        String asked = request.queryParam("lang").orElse("");
        for (Language language : values()) {
            if (language.tag().equals(asked)) {
                return language;
            }
        }
        Locale preferred = Locale.lookup(ranges(request), ALL);
        return DE.locale.equals(preferred) ? DE : EN;
    }

    private static List<Locale.LanguageRange> ranges(ServerRequest request) {
        try {
            return request.headers().acceptLanguage();
        } catch (IllegalArgumentException _) {
            return List.of();
        }
    }

    Locale locale() {
        return locale;
    }

    /// The name of the folder with the pages, too.
    String tag() {
        return locale.getLanguage();
    }
}
