/// Operating system processes that are watched, stopped in order, and recognised again after the launcher itself
/// was killed. A recorded pid alone proves nothing: it may belong to a stranger by then.
@NullMarked
package dev.lethe.launcher.process;

import org.jspecify.annotations.NullMarked;
