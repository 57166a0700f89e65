package dev.lethe.launcher.command;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;

import dev.lethe.launcher.suite.Home;
import dev.lethe.launcher.suite.OperatorDoor;

/// `./lethe health`, `dead-letters`, `restored` and `self-destruct`: what an operator asks of a running service.
public final class OperatorCommand {

    private OperatorCommand() {
    }

    /// Whether arguments name a service, and perhaps the word that may follow it.
    public static boolean understands(List<String> arguments, String word) {
        return !arguments.isEmpty() && OperatorDoor.services().contains(arguments.getFirst())
                && (arguments.size() == 1 || arguments.subList(1, arguments.size()).equals(List.of(word)));
    }

    /// Tells how a service is, with all details.
    public static int health(List<String> arguments) throws IOException {
        var health = call(arguments.getFirst(), "GET", "/internal/v1/health");
        System.out.println(health.path("status").asString());
        health.path("components").propertyStream().forEach(it -> System.out.printf("  %-16s %-15s %s%n", it.getKey(),
                it.getValue().path("status").asString(), details(it.getValue().path("details"))));
        return health.path("status").asString().equals("UP") ? 0 : 1;
    }

    private static String details(JsonNode details) {
        return details.propertyStream().map(it -> it.getKey() + "=" + it.getValue().asString(""))
                .collect(Collectors.joining(", "));
    }

    /// Lists the events that a service could not take, or lets it take them once more.
    public static int deadLetters(List<String> arguments) throws IOException {
        var service = arguments.getFirst();
        if (arguments.size() == 2) {
            var answer = call(service, "POST", "/internal/v1/dead-letters/replay");
            System.out.printf("%d taken, %d left%n", answer.path("replayed").asInt(), answer.path("left").asLong());
            return answer.path("left").asLong() == 0 ? 0 : 1;
        }
        var answer = call(service, "GET", "/internal/v1/dead-letters");
        answer.path("letters").forEach(it -> System.out.printf("  %s  %s-%d@%d  %s  %s%n",
                it.path("buriedAt").asString(), it.path("topic").asString(), it.path("partition").asInt(),
                it.path("position").asLong(), it.path("type").asString(), it.path("reason").asString()));
        System.out.printf("%d dead letters%n", answer.path("total").asLong());
        return 0;
    }

    /// Tells a service that its database was restored from a backup.
    public static int restored(List<String> arguments) throws IOException {
        var done = call(arguments.getFirst(), "POST", "/internal/v1/restored").path("done");
        done.propertyStream().forEach(it -> System.out.printf("  %,8d %s%n", it.getValue().asLong(), it.getKey()));
        return 0;
    }

    /// Tells which idle accounts are about to delete themselves, or confirms that they may where the sweep stopped.
    public static int selfDestruct(List<String> arguments) throws IOException {
        var sweep = arguments.isEmpty()
                ? call("account-service", "GET", "/internal/v1/self-destruct")
                : confirm(arguments);
        System.out.printf("  %,8d accounts are due on %s%n", sweep.path("due").asLong(),
                sweep.path("today").asString());
        System.out.println("  the first is due on " + sweep.path("firstDueOn").asString("no day"));
        System.out.println("  the sweep ran last at " + sweep.path("lastRunAt").asString("no time"));
        var confirm = confirmation(sweep);
        switch (sweep.path("stopped").asString("")) {
            case "GAP" -> System.out.println("  STOPPED: that is too long ago, or in the future. If the database was "
                    + "restored: ./lethe restored account-service. If not, and if the clock is right: " + confirm);
            case "MANY" -> System.out.println("  STOPPED: more accounts than usual are due at once. "
                    + "If they may go: " + confirm);
            default -> {
                return 0;
            }
        }
        return 1;
    }

    /// The command to be typed, with the digits that it takes wherever the operator lives.
    static String confirmation(JsonNode sweep) {
        return String.join(" ", "./lethe self-destruct confirm", sweep.path("stopped").asString(""),
                sweep.path("today").asString(), Long.toString(sweep.path("due").asLong()));
    }

    /// Whether the arguments say what was shown: `confirm`, why the sweep stands still, the day, and how many are due.
    public static boolean isConfirmation(List<String> arguments) {
        return arguments.size() == 4
                && String.join(" ", arguments).matches("confirm (GAP|MANY) \\d{4}-\\d{2}-\\d{2} \\d{1,12}");
    }

    private static JsonNode confirm(List<String> arguments) throws IOException {
        try {
            return OperatorDoor.of(Home.ofCheckout()).post("account-service", "/internal/v1/self-destruct/confirmation",
                    Map.of("reason", arguments.get(1), "today", arguments.get(2), "due",
                            Long.parseLong(arguments.get(3))));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static JsonNode call(String service, String method, String path) throws IOException {
        try {
            return OperatorDoor.of(Home.ofCheckout()).call(service, method, path);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
