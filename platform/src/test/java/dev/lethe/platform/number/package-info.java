/// How numbers are read.
@NullMarked
package dev.lethe.platform.number;

import org.jspecify.annotations.NullMarked;
