@NullMarked
package dev.lethe.message.telegram;

import org.jspecify.annotations.NullMarked;
