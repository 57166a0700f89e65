package dev.lethe.launcher.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import dev.lethe.launcher.demo.Demo;
import dev.lethe.launcher.demo.DemoInput;
import dev.lethe.launcher.suite.Addresses;
import dev.lethe.launcher.suite.Home;

/// `./lethe demo`: plays the story against the running suite through the public API.
public final class DemoCommand {

    private DemoCommand() {
    }

    /// Takes a Telegram Desktop export (`.json`) and a vCard file, in this order; what is missing comes from us.
    public static int run(List<String> files) throws IOException {
        var home = Home.ofCheckout();
        var addresses = Addresses.of(home);
        var input = new DemoInput(files.isEmpty() ? null : Path.of(files.getFirst()),
                files.size() < 2 ? null : Path.of(files.get(1)));
        input.requireFiles();
        System.out.println("Against " + addresses.gateway() + ", with new numbers.");
        var demo = new Demo(addresses.gateway(), addresses.smsInbox(), addresses.mailInbox(),
                home.folder().resolve("receipts"));
        return demo.play(input, System.out) ? 0 : 1;
    }
}
