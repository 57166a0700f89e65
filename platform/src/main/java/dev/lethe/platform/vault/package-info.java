/// Keys of people: rebuilt from shares of k of n keyholders, held for minutes, and used to seal every personal value.
/// A value opens only in the place it was sealed for, and not at all once enough keyholders destroyed their shares.
@NullMarked
package dev.lethe.platform.vault;

import org.jspecify.annotations.NullMarked;
