/// A database that hangs is one that is away.
@NullMarked
package dev.lethe.platform.database;

import org.jspecify.annotations.NullMarked;
