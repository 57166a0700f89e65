/// Kafka in two forms, embedded and in a container, which pass one contract.
@NullMarked
package dev.lethe.test.broker;

import org.jspecify.annotations.NullMarked;
