/// Claims about account-service, told over HTTP on a real PostgreSQL and a real Kafka.
@NullMarked
package dev.lethe.account;

import org.jspecify.annotations.NullMarked;
