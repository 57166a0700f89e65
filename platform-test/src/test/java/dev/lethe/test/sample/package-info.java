/// A service as small as can be, to try the test kit on.
@NullMarked
package dev.lethe.test.sample;

import org.jspecify.annotations.NullMarked;
