/// A real Kafka broker in a process of its own, with the topics of the suite and how long each keeps what it holds.
@NullMarked
package dev.lethe.launcher.broker;

import org.jspecify.annotations.NullMarked;
