/// The authority's copy of the erasure ledger: the set of accounts that must not exist, merged with all its other copies.
@NullMarked
package dev.lethe.account.ledger;

import org.jspecify.annotations.NullMarked;
