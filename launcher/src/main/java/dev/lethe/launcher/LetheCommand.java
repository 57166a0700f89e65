package dev.lethe.launcher;

import java.util.Arrays;
import java.util.List;

import dev.lethe.launcher.command.DemoCommand;
import dev.lethe.launcher.command.ResetCommand;
import dev.lethe.launcher.command.UpCommand;
import dev.lethe.launcher.command.VerifyReceiptCommand;
import dev.lethe.launcher.distribution.Java.Mode;
import dev.lethe.launcher.process.StartFailure;

/// What `./lethe` runs. Exit codes: 0 done, 1 failed, 2 not understood.
public final class LetheCommand {

    private static final String USAGE = """
            usage: ./lethe <command>

              up [--production]                      start the whole suite; Ctrl-C stops it
              demo [telegram-export.json] [contacts.vcf]
                                                     play the story against the running suite
              verify-receipt <receipt.json> [--keys keys.json]
                                                     check an erasure receipt, offline
              reset                                  forget all data, keys and output
              help                                   this text
            """;

    private LetheCommand() {
    }

    public static void main(String[] arguments) {
        System.exit(run(Arrays.asList(arguments)));
    }

    static int run(List<String> arguments) {
        var command = arguments.isEmpty() ? "" : arguments.getFirst();
        var rest = arguments.isEmpty() ? arguments : arguments.subList(1, arguments.size());
        try {
            return switch (command) {
                case "up" -> rest.isEmpty() || rest.equals(List.of("--production"))
                        ? UpCommand.run(rest.isEmpty() ? Mode.SMALL : Mode.PRODUCTION)
                        : misunderstood();
                case "demo" -> rest.size() <= 2 ? DemoCommand.run(rest) : misunderstood();
                case "verify-receipt" -> rest.size() == 1 || (rest.size() == 3 && rest.get(1).equals("--keys"))
                        ? VerifyReceiptCommand.run(rest)
                        : misunderstood();
                case "reset" -> rest.isEmpty() ? ResetCommand.run() : misunderstood();
                case "help", "--help", "-h" -> {
                    System.out.print(USAGE);
                    yield 0;
                }
                default -> misunderstood();
            };
        } catch (StartFailure failure) {
            System.err.println(failure.getMessage());
            return 1;
        } catch (java.io.IOException | java.io.UncheckedIOException failure) {
            System.err.println("Failed: " + failure.getMessage());
            return 1;
        }
    }

    private static int misunderstood() {
        System.err.print(USAGE);
        return 2;
    }
}
