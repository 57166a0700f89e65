/// The list of chats: what is in it is stored, what it shows beside (last activity, unread) is derived
/// from the messages, so it cannot disagree with them.
@NullMarked
package dev.lethe.message.chat;

import org.jspecify.annotations.NullMarked;
