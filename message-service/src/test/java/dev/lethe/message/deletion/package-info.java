@NullMarked
package dev.lethe.message.deletion;

import org.jspecify.annotations.NullMarked;
