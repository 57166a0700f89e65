@NullMarked
package dev.lethe.media.removal;

import org.jspecify.annotations.NullMarked;
