/// What leaves with an account: its references, and the bytes nobody else holds.
@NullMarked
package dev.lethe.media.erasure;

import org.jspecify.annotations.NullMarked;
