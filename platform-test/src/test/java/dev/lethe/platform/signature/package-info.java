@NullMarked
package dev.lethe.platform.signature;

import org.jspecify.annotations.NullMarked;
