/// Telephone numbers: how they are written, and which account one belongs to. One of only two places where numbers meet accounts.
@NullMarked
package dev.lethe.account.number;

import org.jspecify.annotations.NullMarked;
