@NullMarked
package dev.lethe.account.order;

import org.jspecify.annotations.NullMarked;
