/// Whether the suite behind the door can serve, in one answer for people and for orchestrators.
@NullMarked
package dev.lethe.gateway.health;

import org.jspecify.annotations.NullMarked;
