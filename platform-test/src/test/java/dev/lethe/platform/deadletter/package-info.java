@NullMarked
package dev.lethe.platform.deadletter;

import org.jspecify.annotations.NullMarked;
