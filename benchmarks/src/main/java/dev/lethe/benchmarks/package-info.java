/// How fast the suite is, beside others in the same run. Each benchmark is one command, starts a suite of its own, and
/// writes a table, a plot and its raw figures to `docs/benchmarks`.
@NullMarked
package dev.lethe.benchmarks;

import org.jspecify.annotations.NullMarked;
