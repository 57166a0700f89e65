@NullMarked
package dev.lethe.platform.outbox;

import org.jspecify.annotations.NullMarked;
