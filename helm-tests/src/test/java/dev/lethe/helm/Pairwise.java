package dev.lethe.helm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Few combinations of switches in which each two choices of two switches meet at least once. Nothing is random.
final class Pairwise {

    private record Choice(String name, int option) {}

    private record Pair(Choice one, Choice other) {}

    private Pairwise() {
    }

    /// @param options how many choices each switch has, by its name
    static List<Map<String, Integer>> of(Map<String, Integer> options) {
        var open = pairs(options);
        var combinations = new ArrayList<Map<String, Integer>>();
        while (!open.isEmpty()) {
            var combination = next(options, open);
            open.removeAll(pairsIn(combination));
            combinations.add(combination);
        }
        return combinations;
    }

    /// Begins with a pair that is open, then takes for each other switch the choice that closes most of them.
    private static Map<String, Integer> next(Map<String, Integer> options, Set<Pair> open) {
        var first = open.iterator().next();
        var taken = new LinkedHashMap<String, Integer>();
        taken.put(first.one().name(), first.one().option());
        taken.put(first.other().name(), first.other().option());
        options.forEach((name, count) -> {
            if (!taken.containsKey(name)) {
                taken.put(name, best(name, count, taken, open));
            }
        });
        return taken;
    }

    private static int best(String name, int count, Map<String, Integer> taken, Set<Pair> open) {
        var best = 0;
        var most = -1L;
        for (var option = 0; option < count; option++) {
            var choice = new Choice(name, option);
            var closed = taken.entrySet().stream()
                    .filter(it -> open.contains(pair(new Choice(it.getKey(), it.getValue()), choice))).count();
            if (closed > most) {
                most = closed;
                best = option;
            }
        }
        return best;
    }

    private static Set<Pair> pairs(Map<String, Integer> options) {
        var pairs = new LinkedHashSet<Pair>();
        options.forEach((one, ones) -> options.forEach((other, others) -> {
            if (one.compareTo(other) < 0) {
                for (var i = 0; i < ones; i++) {
                    for (var j = 0; j < others; j++) {
                        pairs.add(new Pair(new Choice(one, i), new Choice(other, j)));
                    }
                }
            }
        }));
        return pairs;
    }

    private static Set<Pair> pairsIn(Map<String, Integer> combination) {
        var pairs = new LinkedHashSet<Pair>();
        combination.forEach((one, i) -> combination.forEach((other, j) -> {
            if (one.compareTo(other) < 0) {
                pairs.add(new Pair(new Choice(one, i), new Choice(other, j)));
            }
        }));
        return pairs;
    }

    private static Pair pair(Choice one, Choice other) {
        return one.name().compareTo(other.name()) < 0 ? new Pair(one, other) : new Pair(other, one);
    }
}
