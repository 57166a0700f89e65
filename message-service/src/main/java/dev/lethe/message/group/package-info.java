/// Groups: made, joined, left, renamed and handed over. Every change is a message in the group, so that
/// it has its place in everyone's history; who is in it stands in `membership`.
@NullMarked
package dev.lethe.message.group;

import org.jspecify.annotations.NullMarked;
