@NullMarked
package dev.lethe.platform.carrier;

import org.jspecify.annotations.NullMarked;
