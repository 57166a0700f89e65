package dev.lethe.account.admission;

import java.sql.Date;
import java.time.LocalDate;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import dev.lethe.account.number.NumberIndex;

/// The operator's list of numbers, as keyed hashes: it can be asked, and not read.
@Repository
class AllowedNumbers {

    private final JdbcClient jdbc;

    AllowedNumbers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    boolean contains(NumberIndex index) {
        return jdbc.sql("SELECT EXISTS (SELECT FROM allowed_number WHERE number_index = ?)").param(index.bytes())
                .query(Boolean.class).single();
    }

    /// False when it was there.
    boolean add(NumberIndex index, LocalDate today) {
        return jdbc.sql("INSERT INTO allowed_number (number_index, allowed_on) VALUES (?, ?) ON CONFLICT DO NOTHING")
                .param(index.bytes()).param(Date.valueOf(today)).update() == 1;
    }

    /// False when it was not there.
    boolean remove(NumberIndex index) {
        return jdbc.sql("DELETE FROM allowed_number WHERE number_index = ?").param(index.bytes()).update() == 1;
    }

    long count() {
        return jdbc.sql("SELECT count(*) FROM allowed_number").query(Long.class).single();
    }
}
