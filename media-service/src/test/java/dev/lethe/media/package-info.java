/// What media-service claims.
@NullMarked
package dev.lethe.media;

import org.jspecify.annotations.NullMarked;
