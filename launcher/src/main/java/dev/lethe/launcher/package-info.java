/// The whole suite on one machine: real PostgreSQL, real Kafka, inboxes in place of telephones and mail servers,
/// and every service as a process of its own, as in production. People (`./lethe up`) and tests share it.
@NullMarked
package dev.lethe.launcher;

import org.jspecify.annotations.NullMarked;
