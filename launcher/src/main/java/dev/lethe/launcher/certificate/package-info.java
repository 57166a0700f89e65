/// Throw-away keys and certificates for one machine: mutual TLS between services, signatures of answers, access
/// tokens. Made once for a home, readable by its owner only.
@NullMarked
package dev.lethe.launcher.certificate;

import org.jspecify.annotations.NullMarked;
