/// Every fault that the architecture rules must see, on purpose.
@NullMarked
package dev.lethe.test.rules.planted;

import org.jspecify.annotations.NullMarked;
