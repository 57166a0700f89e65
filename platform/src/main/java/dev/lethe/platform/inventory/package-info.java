/// What a service holds of an account, counted and shown from its data map, so that nothing that is held is left out.
@NullMarked
package dev.lethe.platform.inventory;

import org.jspecify.annotations.NullMarked;
