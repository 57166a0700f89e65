/// Claims about single types, without Spring.
@NullMarked
package dev.lethe.account.erasure;

import org.jspecify.annotations.NullMarked;
