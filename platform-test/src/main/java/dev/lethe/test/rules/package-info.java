/// The house's rules as contracts that each service extends in a few lines.
@NullMarked
package dev.lethe.test.rules;

import org.jspecify.annotations.NullMarked;
