package dev.lethe.media.erasure;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

import dev.lethe.media.reference.Holders;
import dev.lethe.platform.erasure.ErasureContext;
import dev.lethe.platform.erasure.ErasureStep;
import dev.lethe.platform.failpoint.Failpoints;

/// Releases everything an erased account holds, under the locks of the files, which a plain deletion would not take.
@Component
@Order(1)
class ReferenceRelease implements ErasureStep {

    private final Holders holders;

    ReferenceRelease(Holders holders) {
        this.holders = holders;
    }

    @Override
    public String item() {
        return "references";
    }

    @Override
    public int eraseBatch(ErasureContext context, int limit) {
        int released = holders.releaseAllOf(context.subject(), limit);
        Failpoints.reach("media.erasure-references-released");
        return released;
    }
}
