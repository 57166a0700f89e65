/// Who holds a file: leased before a message's commit, confirmed by its event, released with it.
@NullMarked
package dev.lethe.media.reference;

import org.jspecify.annotations.NullMarked;
