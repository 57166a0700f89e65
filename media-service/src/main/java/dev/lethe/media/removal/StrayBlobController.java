package dev.lethe.media.removal;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import io.swagger.v3.oas.annotations.Hidden;

import dev.lethe.platform.internal.AllowedPeers;

/// Lets the operator say that blobs without a row are litter, after a look at which database this is.
@RestController
@Hidden
@AllowedPeers("operator")
class StrayBlobController {

    private final StoreTie tie;

    StrayBlobController(StoreTie tie) {
        this.tie = tie;
    }

    @PostMapping("/internal/v1/stray-blobs/release")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void release() {
        tie.release();
    }
}
