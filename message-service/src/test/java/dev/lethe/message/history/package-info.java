@NullMarked
package dev.lethe.message.history;

import org.jspecify.annotations.NullMarked;
