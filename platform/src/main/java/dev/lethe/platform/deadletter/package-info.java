/// Events that nobody could take, kept where they are seen, replayed, and erased with the account they belong to.
@NullMarked
package dev.lethe.platform.deadletter;

import org.jspecify.annotations.NullMarked;
