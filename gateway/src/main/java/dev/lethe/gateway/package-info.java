/// The only public door of the suite. It routes by prefix and holds no business logic.
@NullMarked
package dev.lethe.gateway;

import org.jspecify.annotations.NullMarked;
