package dev.lethe.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.lethe.launcher.command.VerifyReceiptCommand;
import dev.lethe.launcher.demo.Demo;
import dev.lethe.launcher.demo.DemoInput;

/// What the README shows first: `./lethe demo`, and `./lethe verify-receipt` of what it leaves.
@Tag("anywhere")
class DemoStory {

    @TempDir
    private Path receipts = Path.of("");

    @Test
    void playsToItsEndAndLeavesAReceiptThatHolds() throws Exception {
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        Demo demo = new Demo(Doors.gateway(), Doors.smsInbox(),
                Doors.mailInbox(), receipts);

        boolean played = demo.play(new DemoInput(null, null), new PrintStream(told, true, StandardCharsets.UTF_8));

        assertThat(played).as(told.toString(StandardCharsets.UTF_8)).isTrue();
        assertThat(told.toString(StandardCharsets.UTF_8)).contains("Everyone has the history",
                "Everyone sees the change",
                "1 message found", "it came by itself", "Ben owns it now");
        Path receipt = receipt();
        assertThat(VerifyReceiptCommand.run(List.of(receipt.toString()))).isZero();
        Files.writeString(receipt, Files.readString(receipt).replaceFirst("\"[0-9a-f]{8}-",
                "\"00000000-"));
        assertThat(VerifyReceiptCommand.run(List.of(receipt.toString()))).isOne();
    }

    private Path receipt() throws Exception {
        try (Stream<Path> files = Files.walk(receipts)) {
            return files.filter(file -> file.getFileName().toString().contains("receipt")
                    && Files.isRegularFile(file)).findFirst().orElseThrow();
        }
    }
}
