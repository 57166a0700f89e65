/// What the suite itself tells a person: codes, who joined, what is about to happen. It arrives sealed
/// for the exchange, is sealed again for the mailbox, and may end by itself.
@NullMarked
package dev.lethe.message.notice;

import org.jspecify.annotations.NullMarked;
