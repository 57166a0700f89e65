@NullMarked
package dev.lethe.message.search;

import org.jspecify.annotations.NullMarked;
