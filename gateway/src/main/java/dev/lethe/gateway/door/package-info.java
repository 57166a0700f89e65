/// What every request and answer passes: allowed methods and paths, no claims about the caller from outside,
/// bounded bodies, and headers that keep a browser from doing more than the page needs.
@NullMarked
package dev.lethe.gateway.door;

import org.jspecify.annotations.NullMarked;
