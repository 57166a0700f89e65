/// Telephone numbers: the one rule by which sign-in and contacts read what people write.
@NullMarked
package dev.lethe.platform.number;

import org.jspecify.annotations.NullMarked;
