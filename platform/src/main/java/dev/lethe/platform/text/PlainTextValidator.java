package dev.lethe.platform.text;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;

import org.jspecify.annotations.Nullable;

/// Judges what [PlainText] marks; public because Bean Validation makes it.
public class PlainTextValidator implements ConstraintValidator<PlainText, CharSequence> {

    private int max;
    private boolean hasLines;

    @Override
    public void initialize(PlainText rule) {
        max = rule.max();
        hasLines = rule.lines();
    }

    @Override
    public boolean isValid(@Nullable CharSequence text, ConstraintValidatorContext context) {
        if (text == null) {
            return true;
        }
        String value = text.toString();
        return TextRule.length(value) <= max && (hasLines ? TextRule.isPlainLines(value) : TextRule.isPlain(value));
    }
}
