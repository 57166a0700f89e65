package dev.lethe.launcher.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.lethe.client.receipt.ReceiptVerifier;
import dev.lethe.client.receipt.Verdict;
import dev.lethe.launcher.demo.ReceiptFolder;

/// `./lethe verify-receipt`: checks an erasure receipt offline and says what it proves.
public final class VerifyReceiptCommand {

    private VerifyReceiptCommand() {
    }

    /// Takes the receipt, and `--keys` with the published keys unless they lie beside it as `keys.json`.
    public static int run(List<String> arguments) throws IOException {
        var receipt = Path.of(arguments.getFirst());
        var keys = arguments.size() == 3 ? Path.of(arguments.get(2)) : ReceiptFolder.keysBeside(receipt);
        if (!Files.isReadable(receipt)) {
            System.err.println("No such receipt: " + receipt);
            return 1;
        }
        if (!Files.isReadable(keys)) {
            System.err.println("The suite's published keys are needed: save <gateway>/v1/erasures/keys as " + keys
                    + ", or name them with --keys.");
            return 1;
        }
        try {
            return tell(ReceiptVerifier.withKeys(Files.readString(keys)).verify(Files.readString(receipt)), keys);
        } catch (IllegalArgumentException e) {
            System.err.println(keys + ": " + e.getMessage());
            return 1;
        }
    }

    private static int tell(Verdict verdict, Path keys) {
        verdict.findings().forEach(finding -> System.out.println((finding.holds() ? "  holds  " : "  FAILS  ")
                + finding.words()));
        System.out.println(verdict.holds()
                ? "The receipt is genuine, if the suite key in " + keys + " is the one that the suite published."
                : "The receipt proves nothing.");
        return verdict.holds() ? 0 : 1;
    }
}
