/// What the suite needs where each process runs in a container of its own: secrets as files, the broker's topics and who may
/// use them, and the inboxes as a program.
@NullMarked
package dev.lethe.launcher.container;

import org.jspecify.annotations.NullMarked;
