@NullMarked
package dev.lethe.launcher.demo;

import org.jspecify.annotations.NullMarked;
