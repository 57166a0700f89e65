package dev.lethe.launcher;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

import dev.lethe.launcher.command.AdminCommand;
import dev.lethe.launcher.command.ContainerCommand;
import dev.lethe.launcher.command.DemoCommand;
import dev.lethe.launcher.command.Help;
import dev.lethe.launcher.command.OperatorCommand;
import dev.lethe.launcher.command.ResetCommand;
import dev.lethe.launcher.command.StatusCommand;
import dev.lethe.launcher.command.UpCommand;
import dev.lethe.launcher.command.VerifyReceiptCommand;
import dev.lethe.launcher.distribution.Java.Mode;
import dev.lethe.launcher.process.StartFailure;
import dev.lethe.launcher.suite.Sentence;

/// What `./lethe` runs. Exit codes: 0 done, 1 failed, 2 not understood.
public final class LetheCommand {

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
                case "demo" -> DemoCommand.understands(rest) ? DemoCommand.run(rest) : misunderstood();
                case "verify-receipt" -> rest.size() == 1 || (rest.size() == 3 && rest.get(1).equals("--keys"))
                        ? VerifyReceiptCommand.run(rest)
                        : misunderstood();
                case "status" -> rest.isEmpty() ? StatusCommand.run() : misunderstood();
                case "health" -> rest.size() == 1 && OperatorCommand.understands(rest, "")
                        ? OperatorCommand.health(rest)
                        : misunderstood();
                case "dead-letters" -> OperatorCommand.understands(rest, "replay")
                        ? OperatorCommand.deadLetters(rest)
                        : misunderstood();
                case "restored" -> rest.size() == 1 && OperatorCommand.understands(rest, "")
                        ? OperatorCommand.restored(rest)
                        : misunderstood();
                case "self-destruct" -> rest.isEmpty() || OperatorCommand.isConfirmation(rest)
                        ? OperatorCommand.selfDestruct(rest)
                        : misunderstood();
                case "admin" -> AdminCommand.understands(rest) ? AdminCommand.run(rest) : misunderstood();
                case "secrets" -> rest.size() == 1 ? ContainerCommand.secrets(rest.getFirst()) : misunderstood();
                // what docker/compose.yaml runs of the launcher's image
                case "topics" -> rest.size() == 1 ? ContainerCommand.topics(rest.getFirst()) : misunderstood();
                case "inboxes" -> rest.size() == 1 ? ContainerCommand.inboxes(rest.getFirst()) : misunderstood();
                case "reset" -> rest.isEmpty() ? ResetCommand.run() : misunderstood();
                case "help", "--help", "-h" -> rest.isEmpty() ? help() : misunderstood();
                default -> misunderstood();
            };
        } catch (StartFailure failure) {
            System.err.println(failure.getMessage());
            return 1;
        } catch (IOException failure) {
            System.err.println(Sentence.of(failure));
            return 1;
        } catch (RuntimeException failure) {
            // Threads that serve may be left; whoever called this ends the process whatever happened.
            System.err.println(Sentence.of(failure));
            return 1;
        }
    }

    private static int help() {
        System.out.print(Help.text());
        return 0;
    }

    private static int misunderstood() {
        System.err.print(Help.text());
        return 2;
    }
}
