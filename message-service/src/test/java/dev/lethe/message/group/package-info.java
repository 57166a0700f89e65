@NullMarked
package dev.lethe.message.group;

import org.jspecify.annotations.NullMarked;
