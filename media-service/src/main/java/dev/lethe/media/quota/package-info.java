/// How much one account may store: counted in the transactions that store and remove, so that it can neither be overrun
/// nor forgotten.
@NullMarked
package dev.lethe.media.quota;

import org.jspecify.annotations.NullMarked;
