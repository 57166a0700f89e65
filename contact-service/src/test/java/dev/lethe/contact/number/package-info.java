/// How numbers are read.
@NullMarked
package dev.lethe.contact.number;

import org.jspecify.annotations.NullMarked;
