/// Work that costs the same for one as for many, done for many at once.
@NullMarked
package dev.lethe.platform.turn;

import org.jspecify.annotations.NullMarked;
