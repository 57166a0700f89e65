package dev.lethe.platform.vault;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/// The answers of all keyholders about one subject's root, as they come in, and what follows from them.
final class Answers {

    /// @param rebuilt there when the lookup is `Present`
    record Verdict(KeyLookup lookup, Splitting.@Nullable Rebuilt rebuilt) {}

    private record Split(UUID keyId, int generation, String check) {
        static Split of(Share share) {
            return new Split(share.keyId(), share.generation(), HexFormat.of().formatHex(share.check()));
        }
    }

    private final Keyholders keyholders;
    private final Reader reader;
    private final Predicate<DestructionOrder> isProven;
    private final Map<Integer, ShareAnswer> byHolder = new HashMap<>();
    private final Set<Integer> nonsense = new HashSet<>();
    private @Nullable Verdict verdict;
    private boolean proven;

    Answers(Keyholders keyholders, Reader reader, Predicate<DestructionOrder> isProven) {
        this.keyholders = keyholders;
        this.reader = reader;
        this.isProven = isProven;
    }

    /// @param holder place in the list of keyholders, from 0
    /// @param answer null when the keyholder left the subject out
    void add(int holder, @Nullable ShareAnswer answer) {
        if (answer == null || (answer instanceof ShareAnswer.Held(var share) && !Splitting.isWhole(share))) {
            nonsense.add(holder);
            return;
        }
        byHolder.put(holder, answer);
        if (answer instanceof ShareAnswer.Destroyed(var order) && order != null && isProven.test(order)) {
            proven = true;
        }
    }

    boolean isDestroyed() { return proven || count(ShareAnswer.Destroyed.class) >= keyholders.blocking(); }

    /// One proven destruction is enough, and so are so many unproven ones that the rest could not rebuild the key.
    Optional<Verdict> decide(Splitting splitting) {
        if (verdict == null) {
            verdict = judge(splitting);
        }
        return Optional.ofNullable(verdict);
    }

    private @Nullable Verdict judge(Splitting splitting) {
        if (isDestroyed()) {
            return new Verdict(new KeyLookup.Destroyed(), null);
        }
        for (var shares : splits()) {
            var rebuilt = shares.size() < keyholders.threshold() ? Optional.<Splitting.Rebuilt>empty()
                    : splitting.rebuild(shares);
            if (rebuilt.isPresent()) {
                var root = rebuilt.get().root();
                var key = new SubjectKey(reader, rebuilt.get().generation(), root);
                return new Verdict(new KeyLookup.Present(key), rebuilt.get());
            }
        }
        if (count(ShareAnswer.Unknown.class) >= keyholders.blocking()) {
            return new Verdict(new KeyLookup.Unknown(), null);
        }
        return null;
    }

    /// Shares that may be combined: same split, same check, each from the holder whose index it is.
    private List<List<Share>> splits() {
        var splits = new LinkedHashMap<Split, List<Share>>();
        byHolder.forEach((holder, answer) -> {
            if (answer instanceof ShareAnswer.Held(var share) && share.index() == holder + 1) {
                splits.computeIfAbsent(Split.of(share), _ -> new ArrayList<>()).add(share);
            }
        });
        return List.copyOf(splits.values());
    }

    List<Integer> missing() {
        return byHolder.entrySet().stream().filter(it -> it.getValue() instanceof ShareAnswer.Unknown)
                .map(Map.Entry::getKey).toList();
    }

    /// Why each answer that does not fit the verdict is wrong, by holder.
    Map<Integer, String> unfit(Splitting splitting) {
        var unfit = new HashMap<Integer, String>();
        nonsense.forEach(holder -> unfit.put(holder, "nonsense"));
        byHolder.forEach((holder, answer) -> {
            var reason = unfit(splitting, holder, answer);
            if (reason != null) {
                unfit.put(holder, reason);
            }
        });
        return unfit;
    }

    private @Nullable String unfit(Splitting splitting, int holder, ShareAnswer answer) {
        var rebuilt = verdict == null ? null : verdict.rebuilt();
        return switch (answer) {
            case ShareAnswer.Unknown() -> null;
            case ShareAnswer.Destroyed _ -> isDestroyed() ? null : "unproven-destruction";
            case ShareAnswer.Held(var share) when isDestroyed() -> "serves-destroyed";
            case ShareAnswer.Held(var share) when share.index() != holder + 1 -> "share-of-another-holder";
            case ShareAnswer.Held(var share) when rebuilt == null -> null;
            case ShareAnswer.Held(var share) when splitting.shareAt(share.index(), rebuilt).equals(share) -> null;
            case ShareAnswer.Held _ -> "wrong-share";
        };
    }

    private long count(Class<? extends ShareAnswer> kind) {
        return byHolder.values().stream().filter(kind::isInstance).count();
    }
}
