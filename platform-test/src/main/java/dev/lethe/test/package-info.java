/// The test kit: what every service's tests share, so that they run on real stores and by one set of rules.
@NullMarked
package dev.lethe.test;

import org.jspecify.annotations.NullMarked;
