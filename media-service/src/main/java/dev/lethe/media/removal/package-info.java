/// Bytes nobody holds any more go here, and after them their rows.
@NullMarked
package dev.lethe.media.removal;

import org.jspecify.annotations.NullMarked;
