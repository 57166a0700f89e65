package dev.lethe.account.operator;

import java.util.Base64;
import java.util.HexFormat;

import io.swagger.v3.oas.annotations.media.Schema;

import dev.lethe.platform.signature.Signer;

/// A head for others to keep.
record SignedHead(@Schema(description = "Of the last act, 0 before the first") long sequence,
        @Schema(description = "Base64") String digest,
        @Schema(description = "Ed25519 by account-service over `lethe-operator-head-v1|sequence|digest in hexadecimal`, "
                + "base64; its key is among those of `getSigningKeys`") String signature) {

    static SignedHead of(Head head, Signer signer) {
        byte[] signature = signer.sign(String.join("|", "lethe-operator-head-v1", Long.toString(head.sequence()),
                HexFormat.of().formatHex(head.digest())));
        return new SignedHead(head.sequence(), Base64.getEncoder().encodeToString(head.digest()),
                Base64.getEncoder().encodeToString(signature));
    }
}
