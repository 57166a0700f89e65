package dev.lethe.media.erasure;

import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.lethe.platform.erasure.ErasureContext;
import dev.lethe.platform.erasure.ErasureStep;

/// Forgets who uploaded what others still hold. Files are locked in the order of their ids, as everywhere, since the
/// holders may delete theirs in the same moment.
@Component
@Order(0)
class UploaderLinks implements ErasureStep {

    private final JdbcClient jdbc;

    UploaderLinks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String item() {
        return "file-uploader";
    }

    @Override
    public int eraseBatch(ErasureContext context, int limit) {
        return jdbc.sql("""
                update file set uploader_id = null where id in
                    (select id from file where uploader_id = :subject order by id limit :limit for update)""")
                .param("subject", context.subject()).param("limit", limit).update();
    }
}
