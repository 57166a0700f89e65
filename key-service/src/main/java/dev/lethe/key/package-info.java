/// One keyholder of one jurisdiction: keeps one share of each person's keys, hands it to the services that may read it,
/// and destroys it for good when account-service shows a signed erasure.
@NullMarked
package dev.lethe.key;

import org.jspecify.annotations.NullMarked;
