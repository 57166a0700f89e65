/// What the gateway itself answers when a request gets no further: the same RFC 9457 problems that the
/// services give, so that a caller needs one way to read errors.
@NullMarked
package dev.lethe.gateway.problem;

import org.jspecify.annotations.NullMarked;
