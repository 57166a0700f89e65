/// Who is told of whom.
@NullMarked
package dev.lethe.contact.joined;

import org.jspecify.annotations.NullMarked;
