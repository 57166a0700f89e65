/// The end of a share: ordered by a signed entry of the erasure ledger, remembered for ever, also outside the database,
/// so that a restored backup serves nothing before it has heard of every destruction again.
@NullMarked
package dev.lethe.key.destruction;

import org.jspecify.annotations.NullMarked;
