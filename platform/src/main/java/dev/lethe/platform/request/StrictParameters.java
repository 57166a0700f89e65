package dev.lethe.platform.request;

import java.beans.PropertyEditorSupport;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.function.Function;
import java.util.regex.Pattern;

import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;

/// Numbers in parameters: ASCII digits, with a minus before them if need be. Java would take hexadecimal ones, too, and the
/// digits of every script. Moments are those of bodies.
@ControllerAdvice
class StrictParameters {

    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,19}");

    // A converter that refuses would be overruled by the editor that Spring has for numbers, and by its reading of moments.
    @InitBinder
    void readStrictly(WebDataBinder binder) {
        binder.registerCustomEditor(int.class, new Editor(text -> Integer.valueOf(decimal(text))));
        binder.registerCustomEditor(Integer.class, new Editor(text -> Integer.valueOf(decimal(text))));
        binder.registerCustomEditor(long.class, new Editor(text -> Long.valueOf(decimal(text))));
        binder.registerCustomEditor(Long.class, new Editor(text -> Long.valueOf(decimal(text))));
        binder.registerCustomEditor(Instant.class, new Editor(StrictParameters::moment));
    }

    private static Instant moment(String text) {
        try {
            return Moments.read(text);
        } catch (DateTimeException _) {
            throw new IllegalArgumentException();
        }
    }

    private static String decimal(String text) {
        if (!DECIMAL.matcher(text).matches()) {
            throw new NumberFormatException();
        }
        return text;
    }

    private static final class Editor extends PropertyEditorSupport {

        private final Function<String, Object> reading;

        Editor(Function<String, Object> reading) {
            this.reading = reading;
        }

        @Override
        public void setAsText(String text) {
            if (text.isEmpty()) {
                setValue(null);
                return;
            }
            setValue(reading.apply(text));
        }
    }
}
