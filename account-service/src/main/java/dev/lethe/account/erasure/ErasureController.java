package dev.lethe.account.erasure;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

import dev.lethe.platform.caller.Open;
import dev.lethe.platform.problem.PlatformProblems;
import dev.lethe.platform.signature.SignerCertificates;

@Open
@RestController
@Tag(name = "erasures", description = "Receipts of deleted accounts, for anyone who has their id")
class ErasureController {

    /// @param state `running` or `done`; never goes back
    /// @param receipt the signed receipt, once done
    record ErasureStatus(UUID receiptId, String state, List<WitnessState> witnesses,
            @Nullable Map<String, Object> receipt) {}

    /// @param state `pending` or `done`
    record WitnessState(String name, String state) {}

    record SigningKeys(String suiteKey, List<SigningCertificate> certificates) {}

    record SigningCertificate(String name, String publicKey, String validFrom, String signature) {}

    private final ErasureReading erasures;
    private final SignerCertificates certificates;
    private final JsonMapper json;

    ErasureController(ErasureReading erasures, SignerCertificates certificates, JsonMapper json) {
        this.erasures = erasures;
        this.certificates = certificates;
        this.json = json;
    }

    @GetMapping("/v1/erasures/{receiptId}")
    @Operation(operationId = "getErasure", summary = "How far an erasure is, and its receipt")
    ErasureStatus status(@PathVariable UUID receiptId) {
        return switch (erasures.read(receiptId)) {
            case ErasureReading.Done(var document) -> done(receiptId, document);
            case ErasureReading.Running(var witnesses) -> new ErasureStatus(receiptId, "running",
                    witnesses.stream().map(it -> new WitnessState(it.name(), it.hasAnswered() ? "done" : "pending"))
                            .toList(),
                    null);
            case ErasureReading.Unknown _ -> throw PlatformProblems.NOT_FOUND.asProblem();
        };
    }

    @GetMapping("/v1/erasures/keys")
    @Operation(operationId = "getSigningKeys", summary = "The keys that receipts are checked with")
    SigningKeys keys() {
        return new SigningKeys(Base64.getEncoder().encodeToString(certificates.suiteKey()),
                certificates.all().stream().map(it -> new SigningCertificate(it.name(), it.publicKey(),
                        it.validFrom(), it.signature())).toList());
    }

    private ErasureStatus done(UUID id, String document) {
        Map<String, Object> receipt = json.readValue(document, new TypeReference<>() {
        });
        return new ErasureStatus(id, "done", erasures.namesIn(receipt).stream().map(it -> new WitnessState(it, "done"))
                .toList(), receipt);
    }
}
