package dev.lethe.client.receipt;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/// What remains of an account: who erased how much of it, and when its key went.
///
/// All times are whole hours, so that nobody who has a database finds the account to a receipt by its moment.
///
/// @param subjectHash SHA-256 of account id and salt, base64; only who has both can show whose receipt it is
/// @param notGoverned classes of copies that no erasure reaches
@JsonIgnoreProperties(ignoreUnknown = true)
public record Receipt(int version, UUID receiptId, String subjectHash, Instant requestedAt, Instant executedAt,
        boolean forEveryone, List<String> notGoverned, List<Witness> witnesses, List<Keyholder> keyholders, Key key,
        Instant issuedAt,
        String issuer, List<SignerCertificate> certificates, String signature) {

    /// One service's word that nothing of the account is left in its store.
    ///
    /// @param counts rows removed, by item of the data map
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Witness(String witness, Map<String, Long> counts, Instant at, String signature) {

        String canonical(Receipt receipt) {
            String items = String.join(",", counts.entrySet().stream().sorted(Map.Entry.comparingByKey())
                    .map(item -> item.getKey() + "=" + item.getValue()).toList());
            return String.join("|", "lethe-answer-v2", receipt.receiptId().toString(), receipt.subjectHash(),
                    receipt.forEveryone() ? "everyone" : "own", witness, items, Long.toString(at.toEpochMilli()));
        }
    }

    /// One keyholder's word that it destroyed its share of the account's key.
    ///
    /// @param epochEndsAt when the key that wrapped the share is to go too, and with it what logs and backups hold
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Keyholder(String holder, Instant destroyedAt, Instant epochEndsAt, String signature) {

        String canonical(Receipt receipt) {
            return String.join("|", "lethe-key-answer-v2", receipt.receiptId().toString(), receipt.subjectHash(),
                    holder, "destroyed", Long.toString(destroyedAt.toEpochMilli()),
                    Long.toString(epochEndsAt.toEpochMilli()));
        }
    }

    /// When the account's key could not be rebuilt any more, was gone everywhere, and is due to be gone from backups too.
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Key(Instant unreachableAt, Instant destroyedAt, Instant unrecoverableAt) {}
}
