/// What stands in for telephones and mail servers: a person can look in, a test can ask. Kept in memory only, so
/// that codes and numbers leave nothing on disk.
@NullMarked
package dev.lethe.launcher.inbox;

import org.jspecify.annotations.NullMarked;
