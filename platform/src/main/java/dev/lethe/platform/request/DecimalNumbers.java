package dev.lethe.platform.request;

import java.beans.PropertyEditorSupport;
import java.util.function.Function;
import java.util.regex.Pattern;

import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;

/// Numbers in parameters: ASCII digits, with a minus before them if need be. Java would take hexadecimal ones, too, and the
/// digits of every script.
@ControllerAdvice
class DecimalNumbers {

    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,19}");

    // A converter that refuses would be overruled by the editor that Spring has for numbers.
    @InitBinder
    void readStrictly(WebDataBinder binder) {
        binder.registerCustomEditor(int.class, new Editor(Integer::valueOf));
        binder.registerCustomEditor(Integer.class, new Editor(Integer::valueOf));
        binder.registerCustomEditor(long.class, new Editor(Long::valueOf));
        binder.registerCustomEditor(Long.class, new Editor(Long::valueOf));
    }

    private static final class Editor extends PropertyEditorSupport {

        private final Function<String, Number> reading;

        Editor(Function<String, Number> reading) {
            this.reading = reading;
        }

        @Override
        public void setAsText(String text) {
            if (text.isEmpty()) {
                setValue(null);
                return;
            }
            if (!DECIMAL.matcher(text).matches()) {
                throw new NumberFormatException();
            }
            setValue(reading.apply(text));
        }
    }
}
