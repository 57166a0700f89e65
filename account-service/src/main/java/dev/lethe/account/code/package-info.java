/// Short codes sent to people, and the tickets of those who asked. What the database keeps of a code cannot be guessed
/// from it: the hash is keyed by a secret that only the asking device holds.
@NullMarked
package dev.lethe.account.code;

import org.jspecify.annotations.NullMarked;
