@NullMarked
package dev.lethe.message.mailbox;

import org.jspecify.annotations.NullMarked;
