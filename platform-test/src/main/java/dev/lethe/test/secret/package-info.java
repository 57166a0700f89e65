/// Throw-away keys and certificates of a whole suite, made once a JVM, so that tests use the real doors.
@NullMarked
package dev.lethe.test.secret;

import org.jspecify.annotations.NullMarked;
