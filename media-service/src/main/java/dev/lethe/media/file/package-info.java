/// Files in and out, as streams: each segment sealed under the file's own key.
@NullMarked
package dev.lethe.media.file;

import org.jspecify.annotations.NullMarked;
