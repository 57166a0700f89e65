package dev.lethe.launcher.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import dev.lethe.launcher.operator.OperatorLog;
import dev.lethe.launcher.process.StartFailure;
import dev.lethe.launcher.suite.Home;
import dev.lethe.launcher.suite.OperatorDoor;

/// `./lethe admin`: who may come in, the end of accounts whose owners lost number and device, and the log of it all.
public final class AdminCommand {

    private static final String SERVICE = "account-service";
    private static final String NAMED = "--as";

    private final OperatorDoor door;
    private final OperatorLog log;

    private AdminCommand(OperatorDoor door) throws IOException {
        this.door = door;
        this.log = new OperatorLog(door);
    }

    /// Whether an act has the words that it needs.
    public static boolean understands(List<String> arguments) {
        var act = withoutName(arguments);
        var words = act.size() - 1;
        return switch (act.isEmpty() ? "" : act.getFirst()) {
            case "admission", "invitations", "erasures" -> words == 0;
            case "allow", "disallow", "erase", "confirm", "withdraw", "revoke" -> words == 1;
            case "invite" -> words <= 2 && act.subList(1, act.size()).stream().allMatch(it -> it.matches("[0-9]{1,6}"));
            case "log" -> words == 0 || act.subList(1, act.size()).equals(List.of("--verify"));
            default -> false;
        };
    }

    public static int run(List<String> arguments) throws IOException {
        var home = Home.ofCheckout();
        var act = withoutName(arguments);
        var isNamed = act.size() < arguments.size();
        return run(isNamed ? OperatorDoor.of(home, arguments.get(1)) : OperatorDoor.of(home), act);
    }

    /// Does an act at the door of a suite.
    public static int run(OperatorDoor door, List<String> act) throws IOException {
        try {
            return new AdminCommand(door).run(act.getFirst(), act.subList(1, act.size()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static List<String> withoutName(List<String> arguments) {
        return arguments.size() >= 2 && arguments.getFirst().equals(NAMED)
                ? arguments.subList(2, arguments.size())
                : arguments;
    }

    private int run(String act, List<String> words) throws IOException, InterruptedException {
        return switch (act) {
            case "admission" -> admission();
            case "allow" -> list("/internal/v1/admission/numbers", words.getFirst());
            case "disallow" -> list("/internal/v1/admission/numbers/removal", words.getFirst());
            case "invite" -> invite(words);
            case "invitations" -> invitations();
            case "revoke" -> revoke(id(words.getFirst()));
            case "erase" -> erase(words.getFirst());
            case "erasures" -> erasures();
            case "confirm" -> confirm(id(words.getFirst()));
            case "withdraw" -> withdraw(id(words.getFirst()));
            default -> words.isEmpty() ? show() : verify();
        };
    }

    private int admission() throws IOException, InterruptedException {
        var rule = call("GET", "/internal/v1/admission", null);
        System.out.println("  " + switch (rule.path("mode").asString()) {
            case "open" -> "everybody may come in";
            case "prefixes" -> "numbers may come in that begin with " + String.join(", ", rule.path("prefixes")
                    .valueStream().map(JsonNode::asString).toList()) + ", and those on the list";
            case "list" -> "numbers on the list may come in";
            default -> "who was invited may come in";
        });
        System.out.printf("  %,d numbers are on the list%n", rule.path("allowed").asLong());
        return 0;
    }

    private int list(String path, String number) throws IOException, InterruptedException {
        var numbers = numbers(number);
        for (var one : numbers) {
            var answer = call("POST", path, Map.of("number", one));
            System.out.printf("  the number%s is %son the list%s%n", numbers.size() == 1 ? "" : " " + one,
                    answer.path("listed").asBoolean() ? "" : "not ",
                    answer.path("changed").asBoolean() ? "" : ", as before");
        }
        return follow();
    }

    private int invite(List<String> words) throws IOException, InterruptedException {
        var made = call("POST", "/internal/v1/invitations",
                Map.of("uses", words.isEmpty() ? 1 : Integer.parseInt(words.getFirst()), "days",
                        words.size() < 2 ? 7 : Integer.parseInt(words.get(1))));
        System.out.printf(
                "  %s%n  for %,d, until %s (UTC); it is not shown again. To end it: ./lethe admin revoke %s%n",
                made.path("code").asString(), made.path("uses").asInt(), made.path("expiresOn").asString(),
                made.path("id").asString());
        return follow();
    }

    private int invitations() throws IOException, InterruptedException {
        call("GET", "/internal/v1/invitations", null).path("invitations").forEach(it -> System.out.printf(
                "  %s  made %s  until %s  %,d of %,d used%s%n", it.path("id").asString(), it.path("madeOn").asString(),
                it.path("expiresOn").asString(), it.path("used").asInt(), it.path("uses").asInt(),
                it.path("revoked").asBoolean() ? "  revoked" : ""));
        return 0;
    }

    private int revoke(UUID id) throws IOException, InterruptedException {
        call("DELETE", "/internal/v1/invitations/" + id, null);
        System.out.println("  revoked");
        return follow();
    }

    private int erase(String number) throws IOException, InterruptedException {
        var order = call("POST", "/internal/v1/erasure-orders", Map.of("number", number(number)));
        System.out.printf("""
                  asked for. Another operator confirms it before %s:
                  ./lethe admin --as NAME confirm %s
                """, order.path("expiresAt").asString(), order.path("id").asString());
        return follow();
    }

    private int erasures() throws IOException, InterruptedException {
        call("GET", "/internal/v1/erasure-orders", null).path("orders").forEach(it -> System.out.printf(
                "  %s  account %s  asked by %s at %s  %s%n", it.path("id").asString(), it.path("account").asString(),
                it.path("askedBy").asString(), it.path("askedAt").asString(),
                it.hasNonNull("confirmedAt") ? "confirmed" : "to be confirmed"));
        return 0;
    }

    private int confirm(UUID id) throws IOException, InterruptedException {
        var confirmed = call("POST", "/internal/v1/erasure-orders/%s/confirmation".formatted(id), null);
        System.out.printf("""
                  the account goes at %s, unless its owner stops it. For the owner:
                  receipt  %s
                  salt     %s
                """, confirmed.path("executesAt").asString(), confirmed.path("receiptId").asString(),
                confirmed.path("salt").asString());
        return follow();
    }

    private int withdraw(UUID id) throws IOException, InterruptedException {
        call("DELETE", "/internal/v1/erasure-orders/" + id, null);
        System.out.println("  taken back; the account stays");
        return follow();
    }

    private int show() throws IOException, InterruptedException {
        log.read().acts().forEach(it -> System.out.printf("  %,6d  %s  %-16s %s%s%s%n", it.sequence(), it.at(),
                it.operator(), it.act(), it.account() == null ? "" : "  account " + it.account(),
                it.object() == null ? "" : "  " + it.object()));
        return 0;
    }

    private int verify() throws IOException, InterruptedException {
        var reading = log.read();
        var faults = log.faults(reading);
        if (!faults.isEmpty()) {
            return tell(faults);
        }
        log.remember(reading);
        System.out.printf("  %,d acts; none was changed, taken out, or cut off since this machine saw the log last%n",
                reading.acts().size());
        return 0;
    }

    private int follow() throws IOException, InterruptedException {
        return tell(log.follow());
    }

    private static int tell(List<String> faults) {
        faults.forEach(fault -> System.err.println("  THE LOG IS NOT WHOLE: " + fault));
        return faults.isEmpty() ? 0 : 1;
    }

    private JsonNode call(String method, String path, @Nullable Object body) throws IOException, InterruptedException {
        return door.call(SERVICE, method, path, body);
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException _) {
            throw new StartFailure("An id is meant, as erase, invite, erasures and invitations print it.");
        }
    }

    /// From the input, where it stands in no list of processes and no history of a shell.
    private static String number(String written) throws IOException {
        if (!written.equals("-")) {
            return written;
        }
        var line = input().readLine();
        return line == null ? "" : line.strip();
    }

    /// As [#number(String)], one a line until the input ends.
    private static List<String> numbers(String written) {
        return written.equals("-")
                ? input().lines().map(String::strip).filter(line -> !line.isEmpty()).toList()
                : List.of(written);
    }

    private static BufferedReader input() {
        return new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    }
}
