@NullMarked
package dev.lethe.account.recovery;

import org.jspecify.annotations.NullMarked;
