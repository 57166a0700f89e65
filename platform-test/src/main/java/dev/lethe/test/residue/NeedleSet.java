package dev.lethe.test.residue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Finds many byte strings in one pass (Aho and Corasick 1975), as a complete automaton: one look-up a byte.
final class NeedleSet {
    private static final int ROOT = 0;

    private final List<int[]> next = new ArrayList<>();
    private final List<List<Integer>> ends = new ArrayList<>();

    NeedleSet(List<byte[]> needles) {
        newState();
        for (int i = 0; i < needles.size(); i++)
            insert(needles.get(i), i);
        complete();
    }

    private int newState() {
        var row = new int[256];
        Arrays.fill(row, -1);
        next.add(row);
        ends.add(List.of());
        return next.size() - 1;
    }

    private void insert(byte[] needle, int number) {
        int state = ROOT;
        for (byte each : needle) {
            int slot = each & 0xff;
            if (next.get(state)[slot] < 0)
                next.get(state)[slot] = newState();
            state = next.get(state)[slot];
        }
        ends.set(state, joined(ends.get(state), List.of(number)));
    }

    private void complete() {
        var fallback = new int[next.size()];
        var queue = new ArrayDeque<Integer>(List.of(ROOT));
        while (!queue.isEmpty()) {
            int state = queue.remove();
            for (int slot = 0; slot < 256; slot++) {
                int target = next.get(state)[slot];
                int detour = state == ROOT ? ROOT : next.get(fallback[state])[slot];
                if (target < 0) {
                    next.get(state)[slot] = detour;
                    continue;
                }
                fallback[target] = detour;
                ends.set(target, joined(ends.get(target), ends.get(detour)));
                queue.add(target);
            }
        }
    }

    private static List<Integer> joined(List<Integer> first, List<Integer> second) {
        var all = new ArrayList<>(first);
        all.addAll(second);
        return List.copyOf(all);
    }

    /// A reader of one stream; it sees needles that cross its chunks.
    Cursor cursor() {
        return new Cursor();
    }

    /// Told of each needle's end.
    interface Sink {
        void found(int needle, long end);
    }

    final class Cursor {
        private int state = ROOT;
        private long position;

        void read(byte[] bytes, int length, Sink sink) {
            for (int i = 0; i < length; i++) {
                state = next.get(state)[bytes[i] & 0xff];
                if (!ends.get(state).isEmpty())
                    for (int needle : ends.get(state))
                        sink.found(needle, position + i + 1);
            }
            position += length;
        }
    }
}
