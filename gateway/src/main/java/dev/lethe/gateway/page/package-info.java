/// The few pages of the gateway's own. They load nothing from elsewhere.
@NullMarked
package dev.lethe.gateway.page;

import org.jspecify.annotations.NullMarked;
