@NullMarked
package dev.lethe.platform.caller;

import org.jspecify.annotations.NullMarked;
