/// Real PostgreSQL servers, durable and with passwords, from binaries that come as Maven artifacts.
@NullMarked
package dev.lethe.launcher.database;

import org.jspecify.annotations.NullMarked;
