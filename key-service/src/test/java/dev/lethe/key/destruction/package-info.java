@NullMarked
package dev.lethe.key.destruction;

import org.jspecify.annotations.NullMarked;
