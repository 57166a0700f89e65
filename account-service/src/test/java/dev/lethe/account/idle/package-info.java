@NullMarked
package dev.lethe.account.idle;

import org.jspecify.annotations.NullMarked;
