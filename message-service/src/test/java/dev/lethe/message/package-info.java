/// Claims about message-service, shown on a real PostgreSQL and a real Kafka.
@NullMarked
package dev.lethe.message;

import org.jspecify.annotations.NullMarked;
