@NullMarked
package dev.lethe.launcher.operator;

import org.jspecify.annotations.NullMarked;
