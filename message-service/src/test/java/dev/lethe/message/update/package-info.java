@NullMarked
package dev.lethe.message.update;

import org.jspecify.annotations.NullMarked;
