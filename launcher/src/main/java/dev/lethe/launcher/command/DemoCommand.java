package dev.lethe.launcher.command;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

import dev.lethe.launcher.demo.Demo;
import dev.lethe.launcher.demo.DemoInput;
import dev.lethe.launcher.process.StartFailure;
import dev.lethe.launcher.suite.Addresses;
import dev.lethe.launcher.suite.Home;

/// `./lethe demo`: plays the story against the running suite through the public API.
public final class DemoCommand {

    private static final String AGAINST = "--against";

    private DemoCommand() {
    }

    /// Whether these are files of ours, or the addresses of a suite that runs elsewhere.
    public static boolean understands(List<String> rest) {
        return isElsewhere(rest) ? rest.size() == 4 : rest.size() <= 2;
    }

    /// Takes a Telegram Desktop export (`.json`) and a vCard file, in this order; what is missing comes from us.
    /// Or `--against` and the addresses of a gateway, an SMS inbox and a mail inbox.
    public static int run(List<String> rest) throws IOException {
        if (isElsewhere(rest)) {
            return elsewhere(rest.subList(1, rest.size()));
        }
        var home = Home.ofCheckout();
        var here = Addresses.of(home);
        return play(rest,
                new Demo(here.gateway(), here.smsInbox(), here.mailInbox(), home.folder().resolve("receipts")));
    }

    /// Its receipts are kept where it is played: whoever runs it there may have no home.
    private static int elsewhere(List<String> addresses) throws IOException {
        var where = addresses.stream().map(DemoCommand::address).toList();
        return play(List.of(), new Demo(where.getFirst(), where.get(1), where.getLast(), Path.of("receipts")));
    }

    private static URI address(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException _) {
            throw new StartFailure(text + " is no address, such as http://localhost:8080.");
        }
    }

    private static boolean isElsewhere(List<String> rest) {
        return !rest.isEmpty() && rest.getFirst().equals(AGAINST);
    }

    private static int play(List<String> files, Demo demo) throws IOException {
        var input = new DemoInput(files.isEmpty() ? null : Path.of(files.getFirst()),
                files.size() < 2 ? null : Path.of(files.get(1)));
        input.requireFiles();
        System.out.println("Against " + demo.gateway() + ", with new numbers.");
        return demo.play(input, System.out) ? 0 : 1;
    }
}
