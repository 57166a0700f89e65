/// Keyholders for tests: one in memory that can fail in every way that matters, and the contract that it shares with
/// the real one.
@NullMarked
package dev.lethe.test.vault;

import org.jspecify.annotations.NullMarked;
