@NullMarked
package dev.lethe.gateway.door;

import org.jspecify.annotations.NullMarked;
