package dev.lethe.launcher.database;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// What makes one PostgreSQL server different from the others.
///
/// @param home      working directory of the server
/// @param data      its data folder
/// @param settings  server settings by name, over those that all servers share
/// @param databases names of databases, each with a role of the same name
public record ClusterSpecification(String name, Path home, Path data, Path log, Path record, int port,
        Map<String, String> settings, List<String> databases, Passwords passwords) {}
