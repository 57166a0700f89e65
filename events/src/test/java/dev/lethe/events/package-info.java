@NullMarked
package dev.lethe.events;

import org.jspecify.annotations.NullMarked;
