@NullMarked
package dev.lethe.platform.body;

import org.jspecify.annotations.NullMarked;
