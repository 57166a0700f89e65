@NullMarked
package dev.lethe.launcher.container;

import org.jspecify.annotations.NullMarked;
