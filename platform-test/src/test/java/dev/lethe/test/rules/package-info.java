/// The rules are tried on faults that were planted.
@NullMarked
package dev.lethe.test.rules;

import org.jspecify.annotations.NullMarked;
