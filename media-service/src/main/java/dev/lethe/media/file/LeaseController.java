package dev.lethe.media.file;

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
import dev.lethe.media.reference.Leasing;
import dev.lethe.platform.internal.AllowedPeers;

/// Leases files for message-service, and says what they are: what the sender claims of them is nobody's word.
@RestController
@AllowedPeers("message-service")
class LeaseController {

    private static final int MOST_HOLDERS = 500;

    private final Leasing leasing;
    private final FileDescriptions descriptions;

    LeaseController(Leasing leasing, FileDescriptions descriptions) {
        this.leasing = leasing;
        this.descriptions = descriptions;
    }

    record LeaseRequest(@NotNull UUID senderId, @NotNull UUID fileId,
            @NotEmpty @Size(max = MOST_HOLDERS) List<@NotNull @Valid HolderRequest> holders) {}

    record HolderRequest(@NotNull UUID holderId, @Positive long messageId) {}

    record LeaseResponse(int leased, String name, String type, long size) {

        @Override
        public String toString() {
            return "LeaseResponse[leased=" + leased + "]";
        }
    }

    @PostMapping("/internal/v1/leases")
    LeaseResponse lease(@RequestBody @Valid LeaseRequest request) {
        var leased = leasing.lease(request.senderId(), request.fileId(), request.holders().stream()
                .map(holder -> new Holding(holder.holderId(), holder.messageId())).toList());
        var file = descriptions.of(request.fileId(), leased.key());
        return new LeaseResponse(leased.holders(), file.name().text(), file.type(), file.size());
    }
}
