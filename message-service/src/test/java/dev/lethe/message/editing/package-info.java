@NullMarked
package dev.lethe.message.editing;

import org.jspecify.annotations.NullMarked;
