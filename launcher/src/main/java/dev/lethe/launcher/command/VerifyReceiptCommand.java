package dev.lethe.launcher.command;

/// `./lethe verify-receipt`: checks an erasure receipt offline and says what it proves.
public final class VerifyReceiptCommand {

    private VerifyReceiptCommand() {
    }

    public static int run(String file) {
        System.err.println("Receipts cannot be verified yet. " + file);
        return 1;
    }
}
