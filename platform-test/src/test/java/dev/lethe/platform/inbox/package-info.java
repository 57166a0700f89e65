@NullMarked
package dev.lethe.platform.inbox;

import org.jspecify.annotations.NullMarked;
