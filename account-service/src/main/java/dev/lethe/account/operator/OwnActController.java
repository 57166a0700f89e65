package dev.lethe.account.operator;

import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;

import dev.lethe.platform.caller.Caller;
import dev.lethe.platform.signature.Signer;

@RestController
@Tag(name = "holdings", description = "What is held about me")
class OwnActController {

    record ActsOfOperators(List<ActOfOperator> acts,
            @Schema(description = "Digest of the act before the first of these, base64") String before,
            @Schema(description = "SHA-256 of what each act says, from the first of these to the head, base64") List<String> links,
            SignedHead head) {}

    record ActOfOperator(long sequence, Instant at,
            @Schema(description = "The name in the certificate") String operator,
            @Schema(example = "erasure-asked") String act,
            @Nullable @Schema(description = "The request that it was about") UUID object) {}

    private final OwnActs acts;
    private final Signer signer;

    OwnActController(OwnActs acts, Signer signer) {
        this.acts = acts;
        this.signer = signer;
    }

    @GetMapping("/v1/account/operator-acts")
    @Operation(operationId = "listOperatorActs", summary = "What operators did with my account",
            description = """
                    Oldest first. SHA-256 over `before` and the first of `links`, then over that digest and the next, \
                    and so on, comes to `head.digest`. The link of an act is the SHA-256 of \
                    `lethe-operator-act-v1|sequence|at|act|my account id|object|operator`, with nothing where there is no `object`.""")
    ActsOfOperators all(Caller caller) {
        OwnActs.Proven proven = acts.of(caller.accountId());
        return new ActsOfOperators(
                proven.acts().stream()
                        .map(it -> new ActOfOperator(it.sequence(), it.at(), it.operator(), it.act(), it.object()))
                        .toList(),
                text(proven.before()), proven.links().stream().map(OwnActController::text).toList(),
                SignedHead.of(proven.head(), signer));
    }

    private static String text(byte[] digest) {
        return Base64.getEncoder().encodeToString(digest);
    }
}
