package dev.lethe.account.operator;

import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import io.swagger.v3.oas.annotations.Hidden;

import dev.lethe.platform.internal.AllowedPeers;
import dev.lethe.platform.signature.Signer;

/// Shows operators, and whoever they work for, the whole log.
@Hidden
@RestController
@AllowedPeers("operator")
class OperatorLogController {

    private static final int PAGE = 500;

    /// @param head as of before the page was read
    record Page(List<Line> acts, SignedHead head) {}

    record Line(long sequence, Instant at, String operator, String act, @Nullable UUID account, @Nullable UUID object,
            @Nullable String salt, String digest) {
        static Line of(LoggedAct act) {
            return new Line(act.sequence(), act.at(), act.operator(), act.act(), act.account(), act.object(),
                    act.salt() == null ? null : Base64.getEncoder().encodeToString(act.salt()),
                    Base64.getEncoder().encodeToString(act.digest()));
        }
    }

    private final OperatorActs acts;
    private final Signer signer;

    OperatorLogController(OperatorActs acts, Signer signer) {
        this.acts = acts;
        this.signer = signer;
    }

    @GetMapping("/internal/v1/operator-acts")
    Page page(@RequestParam(defaultValue = "0") long after) {
        Head head = acts.head();
        return new Page(acts.after(after, PAGE).stream().map(Line::of).toList(), SignedHead.of(head, signer));
    }
}
