/// Which account a telephone number belongs to. One of only two places where numbers meet accounts.
@NullMarked
package dev.lethe.account.number;

import org.jspecify.annotations.NullMarked;
