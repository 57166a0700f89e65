@NullMarked
package dev.lethe.gateway;

import org.jspecify.annotations.NullMarked;
