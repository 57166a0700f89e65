package dev.lethe.platform.inventory;

import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// What the data map does not say of a service's tables.
///
/// @param content by table, the call that answers its rows opened
/// @param ids by table, the column of ids that hold their time in the upper bits
/// @param hidden columns, as `table.column`, that are held in clear and shown to nobody
@ConfigurationProperties("lethe.inventory")
record InventoryProperties(Map<String, String> content, Map<String, String> ids, Set<String> hidden) {

    InventoryProperties(@Nullable Map<String, String> content, @Nullable Map<String, String> ids,
            @Nullable Set<String> hidden) {
        this.content = content == null ? Map.of() : Map.copyOf(content);
        this.ids = ids == null ? Map.of() : Map.copyOf(ids);
        this.hidden = hidden == null ? Set.of() : Set.copyOf(hidden);
    }
}
