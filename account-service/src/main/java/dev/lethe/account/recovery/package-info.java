/// The recovery e-mail: confirmed before it counts, gone with the password, and used to send a code that removes a forgotten
/// password, and for nothing else.
@NullMarked
package dev.lethe.account.recovery;

import org.jspecify.annotations.NullMarked;
