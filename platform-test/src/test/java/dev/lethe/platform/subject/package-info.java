@NullMarked
package dev.lethe.platform.subject;

import org.jspecify.annotations.NullMarked;
