@NullMarked
package dev.lethe.message.transfer;

import org.jspecify.annotations.NullMarked;
