@NullMarked
package dev.lethe.account.operator;

import org.jspecify.annotations.NullMarked;
