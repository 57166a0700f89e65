package dev.lethe.account.erasure;

import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.lethe.account.erasure.Erasures.Running;
import dev.lethe.account.erasure.Erasures.Witness;
import dev.lethe.platform.signature.SignerCertificate;
import dev.lethe.platform.signature.SignerCertificates;
import dev.lethe.platform.signature.WholeHours;

/// Says what a receipt says: who witnessed what and when, and nothing that leads to the person.
@Component
class ReceiptText {

    /// The copies that an erasure does not reach, whoever signed. `docs/privacy.md` tells of each.
    private static final List<String> NOT_GOVERNED = List.of("ciphertext-in-backups", "copies-of-others",
            "exports-and-imports-of-others", "forwards-by-others");

    private final SignerCertificates certificates;
    private final Witnesses witnesses;

    ReceiptText(SignerCertificates certificates, Witnesses witnesses) {
        this.certificates = certificates;
        this.witnesses = witnesses;
    }

    Map<String, Object> of(Running erasure, List<Witness> answers, Instant issuedAt) {
        List<Witness> services = answers.stream().filter(it -> !ReceiptIssuing.isKeyholder(it)).toList();
        List<Witness> holders = answers.stream().filter(ReceiptIssuing::isKeyholder).toList();
        Map<String, Object> receipt = new LinkedHashMap<>();
        receipt.put("version", 2);
        receipt.put("receiptId", erasure.promise().receiptId().toString());
        receipt.put("subjectHash", erasure.promise().subjectHash(erasure.accountId()));
        receipt.put("requestedAt", hour(erasure.requestedAt()));
        receipt.put("executedAt", hour(erasure.executedAt()));
        receipt.put("forEveryone", erasure.forEveryone());
        receipt.put("notGoverned", NOT_GOVERNED);
        receipt.put("witnesses", services.stream().map(ReceiptText::service).toList());
        receipt.put("keyholders", holders.stream().map(ReceiptText::holder).toList());
        receipt.put("key", key(holders));
        receipt.put("issuedAt", hour(issuedAt));
        receipt.put("issuer", Witnesses.SELF);
        receipt.put("certificates", certificates(answers));
        return receipt;
    }

    private static Map<String, Object> service(Witness witness) {
        return Map.of("witness", witness.name(), "counts", Counts.parse(Objects.requireNonNull(witness.counts())),
                "at", hour(witness.answeredAt()), "signature", base64(witness.signature()));
    }

    private static Map<String, Object> holder(Witness witness) {
        return Map.of("holder", witness.name(), "destroyedAt", hour(witness.answeredAt()), "epochEndsAt",
                hour(witness.epochEndsAt()), "signature", base64(witness.signature()));
    }

    /// The three words of `docs/privacy.md`: unreachable, destroyed, unrecoverable. The third is a day in the future, to
    /// which the keyholders have bound themselves.
    private Map<String, Object> key(List<Witness> holders) {
        List<Instant> destroyed = holders.stream().map(it -> Objects.requireNonNull(it.answeredAt())).sorted()
                .toList();
        Instant lastEpoch = holders.stream().map(it -> Objects.requireNonNull(it.epochEndsAt()))
                .max(Instant::compareTo).orElseThrow();
        return Map.of("unreachableAt", destroyed.get(witnesses.blocking() - 1).toString(), "destroyedAt",
                destroyed.getLast().toString(), "unrecoverableAt", lastEpoch.toString());
    }

    private List<Map<String, String>> certificates(List<Witness> answers) {
        Set<String> signers = new TreeSet<>(answers.stream().map(Witness::name).toList());
        signers.add(Witnesses.SELF);
        return certificates.all().stream().filter(it -> signers.contains(it.name())).map(ReceiptText::certificate)
                .toList();
    }

    static Map<String, String> certificate(SignerCertificate certificate) {
        return Map.of("name", certificate.name(), "publicKey", certificate.publicKey(), "validFrom",
                certificate.validFrom(), "signature", certificate.signature());
    }

    /// What witnesses signed is a whole hour already; what this service knows to the millisecond becomes one.
    private static String hour(@Nullable Instant instant) {
        return WholeHours.begun(Objects.requireNonNull(instant)).toString();
    }

    private static String base64(byte @Nullable [] bytes) {
        return Base64.getEncoder().encodeToString(Objects.requireNonNull(bytes));
    }
}
