/// Claims about single types, without Spring.
@NullMarked
package dev.lethe.account.code;

import org.jspecify.annotations.NullMarked;
