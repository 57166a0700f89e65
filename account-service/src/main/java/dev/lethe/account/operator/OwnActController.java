package dev.lethe.account.operator;

import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

import jakarta.validation.constraints.Min;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;

import dev.lethe.platform.caller.Caller;
import dev.lethe.platform.signature.Signer;

@RestController
@Tag(name = "holdings", description = "What is held about me")
class OwnActController {

    record ActsOfOperators(List<ActOfOperator> acts,
            @Schema(description = "Digest of the act before the first of `links`, base64") String before,
            @Schema(description = "SHA-256 of what each act says, mine and others', without gaps, base64") List<String> links,
            SignedHead head,
            @Nullable @Schema(
                    description = "For the next page, as `after`; the last page comes to `head`") Long next) {}

    record ActOfOperator(long sequence, Instant at,
            @Schema(description = "The name in the certificate") String operator,
            @Schema(example = "erasure-asked") String act,
            @Nullable @Schema(description = "The request that it was about") UUID object,
            @Nullable @Schema(
                    description = "16 random bytes, base64, without which nobody can guess what a link says") String salt) {}

    private final OwnActs acts;
    private final Signer signer;

    OwnActController(OwnActs acts, Signer signer) {
        this.acts = acts;
        this.signer = signer;
    }

    @GetMapping("/v1/account/operator-acts")
    @Operation(operationId = "listOperatorActs", summary = "What operators did with my account",
            description = """
                    Oldest first, from my first one on, with the links of 500 acts a page. SHA-256 over `before` and the first \
                    of `links`, then over that digest and the next, and so on over all pages, comes to `head.digest` of the \
                    last one. The link of an act is the SHA-256 of \
                    `lethe-operator-act-v2|sequence|at|act|my account id|object|salt in hexadecimal|operator`, with nothing \
                    where there is no `object`; of an act without `salt`, that of \
                    `lethe-operator-act-v1|sequence|at|act|my account id|object|operator`.""")
    ActsOfOperators all(Caller caller,
            @RequestParam(defaultValue = "0") @Min(0) @Parameter(
                    description = "`next` of the page before") long after) {
        OwnActs.Proven proven = acts.of(caller.accountId(), after);
        return new ActsOfOperators(proven.acts().stream().map(OwnActController::act).toList(), text(proven.before()),
                proven.links().stream().map(OwnActController::text).toList(), SignedHead.of(proven.head(), signer),
                proven.next());
    }

    private static ActOfOperator act(LoggedAct act) {
        return new ActOfOperator(act.sequence(), act.at(), act.operator(), act.act(), act.object(),
                act.salt() == null ? null : text(act.salt()));
    }

    private static String text(byte[] digest) {
        return Base64.getEncoder().encodeToString(digest);
    }
}
