/// What a service does once when an operator has put an older database in the place of its own.
@NullMarked
package dev.lethe.platform.restore;

import org.jspecify.annotations.NullMarked;
