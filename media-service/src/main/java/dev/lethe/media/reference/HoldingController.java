package dev.lethe.media.reference;

import java.util.List;
import java.util.UUID;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;

import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import dev.lethe.platform.internal.AllowedPeers;

/// Asks for many files of one holder at a time.
@RestController
@AllowedPeers("message-service")
class HoldingController {

    private static final int MOST = 500;

    private final HolderLeasing leasing;

    HoldingController(HolderLeasing leasing) {
        this.leasing = leasing;
    }

    record HeldRequest(@NotNull UUID holderId, @NotEmpty @Size(max = MOST) List<@NotNull UUID> fileIds) {}

    record HolderLeaseRequest(@NotNull UUID holderId, @NotEmpty @Size(max = MOST) List<@NotNull @Valid Lease> leases) {}

    record Lease(@NotNull UUID fileId, @Positive long messageId) {}

    /// @param missing files that the holder does not hold, or no longer under these messages
    record Missing(List<UUID> missing) {}

    @PostMapping("/internal/v1/holdings")
    Missing held(@RequestBody @Valid HeldRequest request) {
        return new Missing(leasing.keep(request.holderId(), request.fileIds()));
    }

    @PostMapping("/internal/v1/holder-leases")
    Missing lease(@RequestBody @Valid HolderLeaseRequest request) {
        return new Missing(leasing.lease(request.holderId(),
                request.leases().stream().map(lease -> new HolderLeasing.Wanted(lease.fileId(), lease.messageId()))
                        .toList()));
    }
}
