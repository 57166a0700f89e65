/// What media-service claims.
@NullMarked
package dev.lethe.media.file;

import org.jspecify.annotations.NullMarked;
