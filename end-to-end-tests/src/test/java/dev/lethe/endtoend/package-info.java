/// Stories of people using the suite, told over its gateway; what they claim is checked in the stores themselves.
@NullMarked
package dev.lethe.endtoend;

import org.jspecify.annotations.NullMarked;
