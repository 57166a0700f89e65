@NullMarked
package dev.lethe.platform.text;

import org.jspecify.annotations.NullMarked;
