@NullMarked
package dev.lethe.account.numberchange;

import org.jspecify.annotations.NullMarked;
