/// The ground that all history stands on: whose mailbox it is, in which order things happen there,
/// and the ids that name them. Every write begins by locking mailboxes here.
@NullMarked
package dev.lethe.message.mailbox;

import org.jspecify.annotations.NullMarked;
