/// Telegram Desktop's JSON: read as a stream, token by token, and kept as it is, so that an export can give it
/// back with every field, also those that nobody here knows.
@NullMarked
package dev.lethe.message.telegram;

import org.jspecify.annotations.NullMarked;
