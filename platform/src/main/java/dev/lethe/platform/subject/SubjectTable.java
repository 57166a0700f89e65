package dev.lethe.platform.subject;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Which table holds this service's subjects.
///
/// @param table its name; it has the columns of `db/subject`
@ConfigurationProperties("lethe.subject")
public record SubjectTable(@DefaultValue("subject") String table) {

    /// @throws IllegalArgumentException for what is no plain table name
    public SubjectTable {
        if (!table.matches("[a-z_]+")) {
            throw new IllegalArgumentException("not a table name");
        }
    }
}
