/// Shares in, once; shares out, by role and within a budget.
@NullMarked
package dev.lethe.key.share;

import org.jspecify.annotations.NullMarked;
