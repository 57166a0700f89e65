package dev.lethe.media.erasure;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

import dev.lethe.media.removal.Removal;
import dev.lethe.platform.erasure.ErasureContext;
import dev.lethe.platform.erasure.ErasureStep;

/// Deletes the bytes of files that only the erased account held, so that its receipt speaks of bytes and not of a queue.
@Component
@Order(2)
class FileRemoval implements ErasureStep {

    private final Removal removal;

    FileRemoval(Removal removal) {
        this.removal = removal;
    }

    @Override
    public String item() {
        return "files";
    }

    @Override
    public int eraseBatch(ErasureContext context, int limit) {
        return removal.removeDoomedFor(context.subject(), limit);
    }
}
