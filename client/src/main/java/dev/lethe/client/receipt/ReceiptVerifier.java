package dev.lethe.client.receipt;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import dev.lethe.client.receipt.Verdict.Finding;

/// Checks receipts against a suite's published keys, offline.
///
/// Trust begins at the suite key alone: certificates that a receipt brings along count only if it signed them.
public final class ReceiptVerifier {

    /// Stores that must have answered, whatever the receipt says about itself.
    private static final Set<String> STORES = Set.of("message-service", "contact-service", "media-service");
    /// What no erasure governs, and the words for it.
    private static final Map<String, String> NOT_GOVERNED = new TreeMap<>(Map.of(
            "copies-of-others", "what others received and kept", "forwards-by-others", "what others forwarded",
            "exports-and-imports-of-others", "what others exported, or imported from elsewhere",
            "ciphertext-in-backups", "ciphertext in backups, which no key opens any more"));
    private static final JsonMapper JSON = JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES).build();

    private final PublishedKeys keys;
    private final Clock clock;

    public ReceiptVerifier(PublishedKeys keys) {
        this(keys, Clock.systemUTC());
    }

    /// @param clock against which a receipt must not be of the future
    ReceiptVerifier(PublishedKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /// Keys as `GET /v1/erasures/keys` answers them.
    ///
    /// @throws IllegalArgumentException when the text is not that
    public static ReceiptVerifier withKeys(String publishedKeys) {
        try {
            return new ReceiptVerifier(JSON.readValue(publishedKeys, PublishedKeys.class));
        } catch (JacksonException e) {
            throw new IllegalArgumentException("These are no published keys of a suite.", e);
        }
    }

    /// Checks all signatures, and that everyone who had to answer did.
    public Verdict verify(String receipt) {
        return check(receipt, null);
    }

    /// Checks also that the receipt is this account's.
    ///
    /// @param salt as it was given with the receipt id, base64
    public Verdict verify(String receipt, UUID accountId, String salt) {
        return check(receipt, hash(accountId, salt));
    }

    private Verdict check(String text, @Nullable String subjectHash) {
        try {
            JsonNode json = JSON.readTree(text);
            if (!(json instanceof ObjectNode object)) {
                return refused("This is no receipt: not a JSON object.");
            }
            if (object.path("version").asInt(0) == 1) {
                return refused("This is no receipt for an account: version 1 binds none.");
            }
            return new Verdict(findings(JSON.treeToValue(object, Receipt.class), object, subjectHash));
        } catch (JacksonException _) {
            return refused("This is no receipt: it cannot be read as one.");
        } catch (IllegalArgumentException e) {
            return refused("This is no receipt: " + e.getMessage());
        }
    }

    private static Verdict refused(String why) {
        return new Verdict(List.of(new Finding(false, why)));
    }

    private List<Finding> findings(Receipt receipt, ObjectNode json, @Nullable String subjectHash) {
        List<Finding> findings = new ArrayList<>();
        Map<String, List<SignerCertificate>> signers = signers(receipt, findings);
        findings.add(new Finding(receipt.version() == 2,
                "The receipt has version 2, in which all witnesses sign for one account."));
        findings.add(issued(receipt, json, signers));
        receipt.witnesses().forEach(witness -> findings.add(answered(receipt, witness, signers)));
        List<Finding> holders = receipt.keyholders().stream().map(it -> destroyed(receipt, it, signers)).toList();
        findings.addAll(holders);
        List<Finding> complete = complete(receipt, signers.keySet());
        findings.addAll(complete);
        ReceiptTimes times = new ReceiptTimes(receipt);
        findings.addAll(times.findings(clock.instant()));
        boolean isKeyGone = times.keyIsAsSigned()
                && Stream.concat(holders.stream(), complete.stream()).allMatch(Finding::holds);
        findings.add(keyed(receipt, isKeyGone));
        findings.add(governed(receipt));
        if (subjectHash != null) {
            findings.add(new Finding(subjectHash.equals(receipt.subjectHash()),
                    "It is the receipt of the account whose id and salt were given."));
        }
        return findings;
    }

    private Map<String, List<SignerCertificate>> signers(Receipt receipt, List<Finding> findings) {
        Map<String, List<SignerCertificate>> believed = new TreeMap<>();
        List<SignerCertificate> offered = new ArrayList<>(receipt.certificates());
        offered.addAll(keys.certificates());
        for (SignerCertificate certificate : offered) {
            if (Ed25519.verifies(keys.suiteKey(), certificate.canonical(), certificate.signature())) {
                believed.computeIfAbsent(certificate.name(), _ -> new ArrayList<>()).add(certificate);
            } else {
                findings.add(new Finding(false,
                        "The suite key vouches for the signing key of " + certificate.name() + "."));
            }
        }
        findings.add(new Finding(!believed.isEmpty(),
                "The suite key vouches for the signing keys of " + String.join(", ", believed.keySet()) + "."));
        return believed;
    }

    private static Finding issued(Receipt receipt, ObjectNode json, Map<String, List<SignerCertificate>> signers) {
        ObjectNode unsigned = json.deepCopy();
        unsigned.remove("signature");
        String canonical = "lethe-receipt-v2|" + CanonicalJson.of(unsigned);
        boolean holds = receipt.issuer().equals("account-service")
                && signed(signers, receipt.issuer(), receipt.issuedAt(), canonical, receipt.signature());
        return new Finding(holds, "%s issued the receipt %s in the hour from %s, and not a character was changed since."
                .formatted(receipt.issuer(), receipt.receiptId(), receipt.issuedAt()));
    }

    private static Finding answered(Receipt receipt, Receipt.Witness answer,
            Map<String, List<SignerCertificate>> signers) {
        long removed = answer.counts().values().stream().mapToLong(Long::longValue).sum();
        return new Finding(
                signed(signers, answer.witness(), answer.at(), answer.canonical(receipt),
                        answer.signature()),
                "%s signed that it removed all %d things that it held, in the hour from %s.".formatted(answer.witness(),
                        removed,
                        answer.at()));
    }

    private static Finding destroyed(Receipt receipt, Receipt.Keyholder holder,
            Map<String, List<SignerCertificate>> signers) {
        return new Finding(
                signed(signers, holder.holder(), holder.destroyedAt(), holder.canonical(receipt),
                        holder.signature()),
                "%s signed that it destroyed its share of the account's key in the hour from %s, and promised that of its backups by %s."
                        .formatted(holder.holder(), holder.destroyedAt(), holder.epochEndsAt()));
    }

    // A signer may have had several keys in its time; a newer one does not undo what an older one signed.
    private static boolean signed(Map<String, List<SignerCertificate>> signers, String name, Instant at,
            String canonical,
            String signature) {
        return signers.getOrDefault(name, List.of()).stream()
                .anyMatch(certificate -> !at.plus(1, ChronoUnit.HOURS)
                        .isBefore(Instant.parse(certificate.validFrom()).minusSeconds(60))
                        && Ed25519.verifies(certificate.publicKey(), canonical, signature));
    }

    private List<Finding> complete(Receipt receipt, Set<String> signers) {
        Set<String> missing = new TreeSet<>(STORES);
        signers.stream().filter(name -> name.startsWith("keyholder-")).forEach(missing::add);
        int named = receipt.witnesses().size() + receipt.keyholders().size();
        Set<String> answered = new TreeSet<>();
        receipt.witnesses().forEach(witness -> answered.add(witness.witness()));
        receipt.keyholders().forEach(holder -> answered.add(holder.holder()));
        missing.removeAll(answered);
        return List.of(
                new Finding(missing.isEmpty(),
                        missing.isEmpty() ? "Every store and every keyholder of the suite answered."
                                : "Every store and every keyholder answered; missing: " + String.join(", ", missing)
                                        + "."),
                new Finding(answered.size() == named, "Nobody answered twice."));
    }

    private static Finding keyed(Receipt receipt, boolean isGone) {
        Receipt.Key key = receipt.key();
        return new Finding(isGone, isGone
                ? "No service of the suite opens what was sealed for the account any more: the key was unreachable from %s, destroyed by %s, and what backups hold of it is to be unrecoverable from %s."
                        .formatted(key.unreachableAt(), key.destroyedAt(), key.unrecoverableAt())
                : "The account's key is gone: not all keyholders signed that, or not for the times that are claimed.");
    }

    private static Finding governed(Receipt receipt) {
        return new Finding(Set.copyOf(receipt.notGoverned()).equals(NOT_GOVERNED.keySet()),
                "It tells what it does not govern: " + String.join("; ", NOT_GOVERNED.values()) + ". "
                        + (receipt.forEveryone()
                                ? "Of what the account had sent, others lost what could be deleted for everyone."
                                : "Others kept their copies of what the account had sent."));
    }

    private static String hash(UUID accountId, String salt) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(accountId.toString().getBytes(StandardCharsets.UTF_8));
            digest.update(CanonicalBase64.decode(salt));
            return Base64.getEncoder().encodeToString(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
