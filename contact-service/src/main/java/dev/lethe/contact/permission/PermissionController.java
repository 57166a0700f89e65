package dev.lethe.contact.permission;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import io.swagger.v3.oas.annotations.Hidden;

import dev.lethe.platform.internal.AllowedPeers;

/// Tells message-service whom somebody may add to a group, and name in a forward.
@RestController
@Hidden
@AllowedPeers("message-service")
class PermissionController {

    private static final int LARGEST_GROUP = 200;

    private final Permissions permissions;

    PermissionController(Permissions permissions) {
        this.permissions = permissions;
    }

    record PermissionRequest(@NotNull UUID actorId,
            @NotNull @Size(max = LARGEST_GROUP) List<@NotNull UUID> accountIds) {}

    record PermissionResponse(List<UUID> allowed) {}

    @PostMapping("/internal/v1/group-permissions")
    PermissionResponse allowed(@RequestBody @Valid PermissionRequest request) {
        return new PermissionResponse(
                permissions.allowed(request.actorId(), new LinkedHashSet<>(request.accountIds())));
    }

    record NamingRequest(@NotNull UUID actorId, @NotNull UUID authorId) {}

    record NamingResponse(boolean named) {}

    @PostMapping("/internal/v1/forward-permissions")
    NamingResponse named(@RequestBody @Valid NamingRequest request) {
        return new NamingResponse(permissions.mayName(request.actorId(), request.authorId()));
    }
}
