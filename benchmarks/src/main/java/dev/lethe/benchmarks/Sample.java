package dev.lethe.benchmarks;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.lethe.benchmarks.Load.Outcome;

/// What one contender did in one run.
///
/// @param figures by their name and unit, in the order of the table's columns
record Sample(String contender, int run, Map<String, Double> figures) {

    static final String PER_SECOND = "per second";
    static final String P50 = "p50 ms";
    static final String P95 = "p95 ms";
    static final String P99 = "p99 ms";
    static final String FAILED = "failed";
    static final String CPU = "cpu ms ";
    static final String LOAD = "load generator";

    /// Of a load: processor time is told for each answered request.
    ///
    /// @param cpu seconds by process
    static Sample of(String contender, int run, Outcome outcome, Map<String, Double> cpu) {
        var figures = latencies(outcome.perSecond(), outcome.p50(), outcome.p95(), outcome.p99());
        figures.put(FAILED, (double) outcome.failed());
        cpu.forEach((process, seconds) -> figures.put(CPU + process, seconds * 1000 / outcome.answered()));
        figures.put(CPU + LOAD, outcome.cpu() * 1000 / outcome.answered());
        return new Sample(contender, run, figures);
    }

    /// The value that this part of all stays below.
    static double at(double[] values, double part) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
    }

    static Map<String, Double> latencies(double perSecond, double p50, double p95, double p99) {
        var figures = new LinkedHashMap<String, Double>();
        figures.put(PER_SECOND, perSecond);
        figures.put(P50, p50);
        figures.put(P95, p95);
        figures.put(P99, p99);
        return figures;
    }
}
