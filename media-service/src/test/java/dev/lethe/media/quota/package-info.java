@NullMarked
package dev.lethe.media.quota;

import org.jspecify.annotations.NullMarked;
