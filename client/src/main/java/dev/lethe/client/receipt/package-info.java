/// Checks an erasure receipt without asking anyone: all it needs is the receipt and the suite's published keys.
@NullMarked
package dev.lethe.client.receipt;

import org.jspecify.annotations.NullMarked;
