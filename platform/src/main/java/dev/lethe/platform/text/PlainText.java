package dev.lethe.platform.text;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;

/// Text that is stored: [TextRule] says what it may hold. Null is valid.
@Constraint(validatedBy = PlainTextValidator.class)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT,
    ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface PlainText {

    /// The most characters, counted in code points.
    int max();

    /// Whether line breaks and tabs are text, too, as in messages.
    boolean lines() default false;

    /// What the answer says about the field.
    String message() default "must be at most {max} characters, without control characters or marks that turn the direction of text";

    /// Validation groups.
    Class<?>[] groups() default {};

    /// What a validator may carry along.
    Class<? extends Payload>[] payload() default {};
}
