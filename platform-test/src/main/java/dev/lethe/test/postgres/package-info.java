/// PostgreSQL in two forms, embedded and in a container, which pass one contract.
/// Tests see a fresh database each; the server behind them is shared by the JVM because it takes seconds to start.
@NullMarked
package dev.lethe.test.postgres;

import org.jspecify.annotations.NullMarked;
