/// The suite as a whole: where its files are, which ports it uses, in which order its processes start and stop.
/// Tests hold it by [dev.lethe.launcher.suite.Suite].
@NullMarked
package dev.lethe.launcher.suite;

import org.jspecify.annotations.NullMarked;
