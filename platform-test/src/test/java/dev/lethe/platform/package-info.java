@NullMarked
package dev.lethe.platform;

import org.jspecify.annotations.NullMarked;
