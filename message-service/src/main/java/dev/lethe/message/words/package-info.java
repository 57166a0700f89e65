/// What a text is found by: its words and their beginnings as keyed hashes, for one owner and one
/// chat. Nothing here can be turned back into words, nor compared between chats.
@NullMarked
package dev.lethe.message.words;

import org.jspecify.annotations.NullMarked;
