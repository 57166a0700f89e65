@NullMarked
package dev.lethe.message.export;

import org.jspecify.annotations.NullMarked;
