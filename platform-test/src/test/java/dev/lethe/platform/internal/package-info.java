@NullMarked
package dev.lethe.platform.internal;

import org.jspecify.annotations.NullMarked;
