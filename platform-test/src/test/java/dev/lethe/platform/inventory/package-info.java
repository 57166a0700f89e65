@NullMarked
package dev.lethe.platform.inventory;

import org.jspecify.annotations.NullMarked;
