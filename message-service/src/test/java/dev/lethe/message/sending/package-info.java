@NullMarked
package dev.lethe.message.sending;

import org.jspecify.annotations.NullMarked;
