/// What somebody takes along: the own history in Telegram Desktop's JSON. What was imported comes back as it
/// was, what was written here in the same words.
@NullMarked
package dev.lethe.message.export;

import org.jspecify.annotations.NullMarked;
