/// Claims about single types, without Spring.
@NullMarked
package dev.lethe.account.number;

import org.jspecify.annotations.NullMarked;
