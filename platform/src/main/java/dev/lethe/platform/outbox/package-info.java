/// Events leave with the transaction that caused them, in order by subject, and survive any kill.
@NullMarked
package dev.lethe.platform.outbox;

import org.jspecify.annotations.NullMarked;
