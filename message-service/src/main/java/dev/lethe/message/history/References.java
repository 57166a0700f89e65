package dev.lethe.message.history;

import java.util.List;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import dev.lethe.events.MediaEvent.Holding;

/// Which copies hold a file.
@Repository
class References {
    private final JdbcClient jdbc;

    References(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Those of the given holdings whose message exists and refers to the file.
    List<Holding> standing(UUID file, List<Holding> holdings) {
        return holdings.stream().filter(holding -> stands(file, holding)).toList();
    }

    // One at a time, so that each look touches one partition. What an import has staged is in no chat yet, and may never be.
    private boolean stands(UUID file, Holding holding) {
        return jdbc.sql("""
                select exists (select 1
                                 from message m
                                 join chat c on c.owner_id = m.owner_id and c.chat_id = m.chat_id
                                where m.owner_id = :holder and m.id = :message
                                  and (m.file_id = :file or :file = any (m.more_files)))
                """)
                .param("holder", holding.holderId())
                .param("message", holding.messageId())
                .param("file", file)
                .query(Boolean.class)
                .single();
    }
}
