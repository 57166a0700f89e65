/// Claims about single types, without Spring.
@NullMarked
package dev.lethe.account.session;

import org.jspecify.annotations.NullMarked;
