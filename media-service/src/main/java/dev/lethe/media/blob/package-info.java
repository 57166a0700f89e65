/// Where sealed bytes lie. This package knows nothing of files, names or people.
@NullMarked
package dev.lethe.media.blob;

import org.jspecify.annotations.NullMarked;
