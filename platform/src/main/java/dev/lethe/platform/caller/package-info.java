/// Who is calling: access tokens verified once, and refused within a second of their session's end.
@NullMarked
package dev.lethe.platform.caller;

import org.jspecify.annotations.NullMarked;
