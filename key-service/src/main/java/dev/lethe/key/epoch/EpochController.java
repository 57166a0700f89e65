package dev.lethe.key.epoch;

import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.lethe.platform.internal.AllowedPeers;
import dev.lethe.platform.vault.HolderCalls;

/// Lets the operator end an epoch before its time.
@RestController
@AllowedPeers("operator")
class EpochController {

    private final EpochRotation rotation;

    EpochController(EpochRotation rotation) {
        this.rotation = rotation;
    }

    @PostMapping("/internal/v1/epochs")
    HolderCalls.Rotated rotate() {
        return rotation.rotate();
    }
}
