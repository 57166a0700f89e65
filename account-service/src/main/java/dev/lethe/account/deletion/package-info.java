/// Someone asks to delete their account: the code, the rules for young sessions, the wait and the veto.
@NullMarked
package dev.lethe.account.deletion;

import org.jspecify.annotations.NullMarked;
