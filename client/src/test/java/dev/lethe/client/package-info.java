@NullMarked
package dev.lethe.client;

import org.jspecify.annotations.NullMarked;
