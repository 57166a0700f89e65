package dev.lethe.platform.internal;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The roles whose certificates may call an internal endpoint. Without it nobody may.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface AllowedPeers {

    /// Roles, as in the organisational unit of a certificate.
    String[] value();
}
