/// History that comes from elsewhere. An export becomes chats of its own in the importer's mailbox, is
/// read as a stream, and is seen either whole or not at all.
@NullMarked
package dev.lethe.message.transfer;

import org.jspecify.annotations.NullMarked;
