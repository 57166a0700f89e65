/// What operators do to a suite, and the log of it.
@NullMarked
package dev.lethe.launcher.operator;

import org.jspecify.annotations.NullMarked;
