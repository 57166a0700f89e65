/// An account that nobody uses deletes itself: what its owner chose, who is told before, and the sweep with its guards.
@NullMarked
package dev.lethe.account.idle;

import org.jspecify.annotations.NullMarked;
