/// The door between services: a port of its own, mutual TLS, and a role for each certificate.
@NullMarked
package dev.lethe.platform.internal;

import org.jspecify.annotations.NullMarked;
