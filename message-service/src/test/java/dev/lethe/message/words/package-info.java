@NullMarked
package dev.lethe.message.words;

import org.jspecify.annotations.NullMarked;
