/// Whole chats that are emptied or leave the list. It takes several transactions, so what is left to do is
/// written down first and done even if the process ends on the way.
@NullMarked
package dev.lethe.message.deletion;

import org.jspecify.annotations.NullMarked;
