/// Files of cloud chats: sealed in segments, held by references, gone with the last one.
@NullMarked
package dev.lethe.media;

import org.jspecify.annotations.NullMarked;
