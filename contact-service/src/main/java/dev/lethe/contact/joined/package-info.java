/// Whoever had saved the number of a new account is told, once, with the name they had given.
@NullMarked
package dev.lethe.contact.joined;

import org.jspecify.annotations.NullMarked;
