/// What leaves with an account beyond its own rows: files that its messages held and, when it was
/// asked for, the copies of its messages that others hold. Nothing here opens a sealed value.
@NullMarked
package dev.lethe.message.erasure;

import org.jspecify.annotations.NullMarked;
