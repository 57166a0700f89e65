/// The grow-only set of accounts that must not exist, merged by union between all its copies.
@NullMarked
package dev.lethe.platform.ledger;

import org.jspecify.annotations.NullMarked;
