/// Claims about single types, without Spring.
@NullMarked
package dev.lethe.account.deletion;

import org.jspecify.annotations.NullMarked;
