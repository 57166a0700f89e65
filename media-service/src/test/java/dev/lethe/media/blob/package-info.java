/// What media-service claims.
@NullMarked
package dev.lethe.media.blob;

import org.jspecify.annotations.NullMarked;
