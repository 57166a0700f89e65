package dev.lethe.key.destruction;

import java.util.Base64;
import java.util.Optional;

import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import dev.lethe.key.KeyProblems;
import dev.lethe.key.KeyholderProperties;
import dev.lethe.platform.internal.AllowedPeers;
import dev.lethe.platform.signature.ReceiptPromise;
import dev.lethe.platform.signature.Signer;
import dev.lethe.platform.signature.WholeHours;
import dev.lethe.platform.vault.HolderAnswer;
import dev.lethe.platform.vault.HolderCalls;
import dev.lethe.platform.vault.Keyholder;

/// Takes orders of destruction, and answers with a proof that anyone can check.
@RestController
class DestructionController {

    private final Destruction destruction;
    private final Signer signer;
    private final String holder;

    DestructionController(Destruction destruction, Signer signer, KeyholderProperties properties) {
        this.destruction = destruction;
        this.signer = signer;
        this.holder = properties.name();
    }

    @PostMapping("/internal/v1/destructions")
    @AllowedPeers("account-service")
    HolderCalls.AllDestroyed destroy(@RequestBody HolderCalls.DestroyAll request) {
        if (request.all().size() > Keyholder.BATCH) {
            throw KeyProblems.BATCH_TOO_LARGE.asProblem();
        }
        var done = destruction.destroy(request.all().stream().map(HolderCalls.Destroy::order).toList()).iterator();
        return new HolderCalls.AllDestroyed(
                request.all().stream().map(it -> answer(done.next(), it.promise())).toList());
    }

    private HolderCalls.Destroyed answer(Optional<DestroyedSubjects.Done> done, ReceiptPromise promise) {
        return done.map(it -> proof(it, promise))
                .orElseGet(() -> new HolderCalls.Destroyed(holder, true, null, null, null));
    }

    @PostMapping("/internal/v1/destructions/release")
    @AllowedPeers("operator")
    HolderCalls.Released release() {
        return new HolderCalls.Released(destruction.release());
    }

    /// Signed over again each time and yet the same: Ed25519 is deterministic, and neither the receipt's id nor the salt
    /// is kept here. Whatever receipt is named, the hash is of the subject whose share is gone.
    private HolderCalls.Destroyed proof(DestroyedSubjects.Done done, ReceiptPromise promise) {
        var destroyed = WholeHours.begun(done.destroyedAt()).toEpochMilli();
        var ends = WholeHours.ended(done.epochEndsAt()).toEpochMilli();
        var text = HolderAnswer.Destroyed.canonical(done.order().subject(), promise, holder, destroyed, ends);
        var signature = Base64.getEncoder().encodeToString(signer.sign(text));
        return new HolderCalls.Destroyed(holder, false, destroyed, ends, signature);
    }
}
