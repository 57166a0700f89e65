package dev.lethe.launcher.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.UUID;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import dev.lethe.client.Lethe.Erasure;
import dev.lethe.client.receipt.PublishedKeys;
import dev.lethe.client.receipt.ReceiptVerifier;
import dev.lethe.client.receipt.Verdict;

/// Receipts on disk: a folder each, with the keys beside it that were published when it was fetched.
public record ReceiptFolder(Path folder) {

    private static final String KEYS = "keys.json";
    private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    Path save(Erasure erasure, PublishedKeys keys) throws IOException {
        Path own = Files.createDirectories(folder.resolve(erasure.receiptId().toString()));
        Path receipt = own.resolve("receipt.json");
        Files.writeString(receipt, JSON.writeValueAsString(Objects.requireNonNull(erasure.receipt())) + "\n");
        Files.writeString(own.resolve(KEYS), JSON.writeValueAsString(keys) + "\n");
        return receipt;
    }

    Verdict verify(Path receipt, UUID accountId, String salt) throws IOException {
        Verdict verdict = ReceiptVerifier.withKeys(Files.readString(keysBeside(receipt)))
                .verify(Files.readString(receipt), accountId, salt);
        verdict.findings().stream().filter(finding -> !finding.holds()).findFirst().ifPresent(finding -> {
            throw new DemoException("the receipt does not prove this: " + finding.words());
        });
        return verdict;
    }

    /// The keys that were saved with a receipt.
    public static Path keysBeside(Path receipt) {
        return receipt.toAbsolutePath().resolveSibling(KEYS);
    }
}
