@NullMarked
package dev.lethe.message.stream;

import org.jspecify.annotations.NullMarked;
