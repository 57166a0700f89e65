/// What happened in a mailbox since a device last asked. There is no log of updates: the rows
/// themselves carry the number of their last change, and what left is noted by id for thirty days.
@NullMarked
package dev.lethe.message.update;

import org.jspecify.annotations.NullMarked;
