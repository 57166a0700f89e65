/// Looks whether a request can be read at all before anything is done for it.
@NullMarked
package dev.lethe.platform.request;

import org.jspecify.annotations.NullMarked;
