/// What the charts render, object by object.
@NullMarked
package dev.lethe.helm;

import org.jspecify.annotations.NullMarked;
