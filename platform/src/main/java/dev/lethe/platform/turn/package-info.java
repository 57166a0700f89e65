/// When work has its turn: once for many who ask for it, or again and again.
@NullMarked
package dev.lethe.platform.turn;

import org.jspecify.annotations.NullMarked;
