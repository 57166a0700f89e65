@NullMarked
package dev.lethe.platform.turn;

import org.jspecify.annotations.NullMarked;
