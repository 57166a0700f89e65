@NullMarked
package dev.lethe.platform.erasure;

import org.jspecify.annotations.NullMarked;
