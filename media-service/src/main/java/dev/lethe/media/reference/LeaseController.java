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

import dev.lethe.events.MediaEvent.Holding;
import dev.lethe.platform.internal.AllowedPeers;

@RestController
@AllowedPeers("message-service")
class LeaseController {

    private static final int MOST_HOLDERS = 500;

    private final Leasing leasing;

    LeaseController(Leasing leasing) {
        this.leasing = leasing;
    }

    record LeaseRequest(@NotNull UUID senderId, @NotNull UUID fileId,
            @NotEmpty @Size(max = MOST_HOLDERS) List<@NotNull @Valid HolderRequest> holders) {}

    record HolderRequest(@NotNull UUID holderId, @Positive long messageId) {}

    record LeaseResponse(int leased) {}

    @PostMapping("/internal/v1/leases")
    LeaseResponse lease(@RequestBody @Valid LeaseRequest request) {
        return new LeaseResponse(leasing.lease(request.senderId(), request.fileId(), request.holders().stream()
                .map(holder -> new Holding(holder.holderId(), holder.messageId())).toList()));
    }
}
