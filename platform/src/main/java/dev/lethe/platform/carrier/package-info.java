/// The few threads that carry all virtual ones, and with them every request.
@NullMarked
package dev.lethe.platform.carrier;

import org.jspecify.annotations.NullMarked;
