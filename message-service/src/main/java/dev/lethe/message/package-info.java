/// Everyone's own copies: what a person was told lies in that person's mailbox, sealed with that
/// person's key, and leaves when that person says so.
@NullMarked
package dev.lethe.message;

import org.jspecify.annotations.NullMarked;
