/// One row for each account a service has met; it outlives the account as its tombstone.
@NullMarked
package dev.lethe.platform.subject;

import org.jspecify.annotations.NullMarked;
