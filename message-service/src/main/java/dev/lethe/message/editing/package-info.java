/// What somebody wrote, said differently: every copy that still stands is sealed anew for its holder.
@NullMarked
package dev.lethe.message.editing;

import org.jspecify.annotations.NullMarked;
