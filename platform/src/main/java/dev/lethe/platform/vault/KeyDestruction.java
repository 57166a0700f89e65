package dev.lethe.platform.vault;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.lethe.platform.signature.ReceiptPromise;
import dev.lethe.platform.turn.SharedTurns;

/// Orders keyholders to destroy a subject's shares. Only account-service has an order to show. Repeat until each one
/// answered `Destroyed`; repeating changes nothing and brings the same signed answers.
public final class KeyDestruction {

    private static final Logger LOG = LoggerFactory.getLogger(KeyDestruction.class);

    /// As many as a keyholder carries out well within its time-out.
    private static final int AT_ONCE = 32;

    private final Keyholders keyholders;
    private final SignatureCheck signatures;
    private final Map<String, SharedTurns<HolderCalls.Destroy, HolderAnswer>> turns = new HashMap<>();

    public KeyDestruction(Keyholders keyholders, SignatureCheck signatures) {
        this.keyholders = keyholders;
        this.signatures = signatures;
        keyholders.all().forEach(it -> turns.put(it.name(), new SharedTurns<>(AT_ONCE, orders -> ask(it, orders))));
    }

    /// Asks all keyholders at once; one answer each, in their order. With n-k+1 `Destroyed` the key is unreachable, with
    /// n destroyed, and unrecoverable when the last of their epochs ended.
    public List<HolderAnswer> destroy(DestructionOrder order, ReceiptPromise promise) {
        return destroy(order, promise, keyholders.all());
    }

    /// As above, but asks only the keyholders of these names.
    public List<HolderAnswer> destroy(DestructionOrder order, ReceiptPromise promise, Set<String> names) {
        return destroy(order, promise, keyholders.all().stream().filter(it -> names.contains(it.name())).toList());
    }

    private List<HolderAnswer> destroy(DestructionOrder order, ReceiptPromise promise,
            List<? extends Keyholder> asked) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = new ArrayList<Future<HolderAnswer>>();
            asked.forEach(
                    it -> calls.add(threads.submit(() -> turns(it).take(new HolderCalls.Destroy(order, promise)))));
            var answers = new ArrayList<HolderAnswer>();
            for (int i = 0; i < calls.size(); i++) {
                answers.add(answer(asked.get(i), calls.get(i), order.subject(), promise));
            }
            return List.copyOf(answers);
        }
    }

    private SharedTurns<HolderCalls.Destroy, HolderAnswer> turns(Keyholder keyholder) {
        return Objects.requireNonNull(turns.get(keyholder.name()));
    }

    /// Orders that are given meanwhile share a call: it costs as much for many as for one.
    private static List<HolderAnswer> ask(Keyholder keyholder, List<HolderCalls.Destroy> orders) {
        try {
            return keyholder.destroy(orders);
        } catch (KeyholderRefusedException e) {
            // one of them may be the cause; then each is given alone
            throw e;
        } catch (KeyholderUnavailableException e) {
            LOG.warn("Keyholder {} has not destroyed yet: {}", keyholder.name(), e.getClass().getSimpleName());
            return orders.stream().<HolderAnswer>map(_ -> new HolderAnswer.Unreachable(keyholder.name())).toList();
        }
    }

    /// Whether so many keyholders destroyed their shares that the others cannot rebuild the key.
    public boolean isUnreachable(List<HolderAnswer> answers) {
        return answers.stream().filter(HolderAnswer.Destroyed.class::isInstance).count() >= keyholders.blocking();
    }

    private HolderAnswer answer(Keyholder keyholder, Future<HolderAnswer> call, UUID subject,
            ReceiptPromise promise) {
        var unreachable = new HolderAnswer.Unreachable(keyholder.name());
        try {
            var answer = call.get();
            if (!(answer instanceof HolderAnswer.Destroyed it)) {
                return answer;
            }
            if (it.holder().equals(keyholder.name())
                    && signatures.holds(it.holder(), it.canonical(subject, promise), it.signature())) {
                return it;
            }
            LOG.error("Keyholder {} signed its answer with a key that is not its own", keyholder.name());
            return unreachable;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return unreachable;
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            LOG.warn("Keyholder {} has not destroyed yet: {}", keyholder.name(),
                    (cause == null ? e : cause).getClass().getSimpleName());
            return unreachable;
        }
    }
}
