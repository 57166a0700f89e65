/// Whether containers can be used here: asks Docker without pulling anything.
@NullMarked
package dev.lethe.test.docker;

import org.jspecify.annotations.NullMarked;
