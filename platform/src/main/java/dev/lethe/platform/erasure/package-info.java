/// The end of an account in one service: a plan generated from the data map, worked off in batches, signed.
@NullMarked
package dev.lethe.platform.erasure;

import org.jspecify.annotations.NullMarked;
