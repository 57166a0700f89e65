package dev.lethe.key.destruction;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.springframework.stereotype.Component;

import dev.lethe.platform.vault.DestructionOrder;

/// Tells the shares whose subjects are destroyed, or wait to be.
@Component
public class DestroyedOrders {

    private final DestroyedSubjects subjects;

    DestroyedOrders(DestroyedSubjects subjects) {
        this.subjects = subjects;
    }

    public Map<UUID, DestructionOrder> among(Collection<UUID> of) {
        return subjects.orders(of).stream()
                .collect(Collectors.toMap(DestructionOrder::subject, Function.identity(), (first, _) -> first));
    }
}
