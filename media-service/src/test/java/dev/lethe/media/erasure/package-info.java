@NullMarked
package dev.lethe.media.erasure;

import org.jspecify.annotations.NullMarked;
