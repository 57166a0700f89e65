/// What media-service claims.
@NullMarked
package dev.lethe.media.reference;

import org.jspecify.annotations.NullMarked;
