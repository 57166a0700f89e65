@NullMarked
package dev.lethe.message.chat;

import org.jspecify.annotations.NullMarked;
