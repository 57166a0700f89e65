package dev.lethe.message.group;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;

import dev.lethe.message.history.TextRules;
import dev.lethe.message.mailbox.ChatId;
import dev.lethe.message.membership.GroupRole;
import dev.lethe.platform.caller.Caller;

/// Groups of up to 200.
@RestController
@RequestMapping("/v1/groups")
@Tag(name = "groups", description = "Up to 200 people, and who may do what.")
class GroupController {
    @Schema(name = "NewGroup")
    record CreationRequest(
            @Schema(description = "Chosen by the device; the same id makes one group, however often it is tried.") @NotNull UUID clientId,
            @Schema(minLength = 1, maxLength = 128) @NotNull String title,
            @NotNull @Size(max = 199) Set<@NotNull UUID> accountIds) {
        @Override
        public String toString() {
            return "CreationRequest[" + clientId + "]";
        }
    }

    @Schema(name = "GroupMembersToAdd")
    record AdditionRequest(@NotNull @Size(min = 1, max = 199) Set<@NotNull UUID> accountIds) {}

    @Schema(name = "GroupTitle")
    record TitleRequest(@Schema(minLength = 1, maxLength = 128) @NotNull String title) {
        @Override
        public String toString() {
            return "TitleRequest[redacted]";
        }
    }

    @Schema(name = "GroupMemberRole")
    record RoleRequest(@NotNull GroupRole role) {}

    @Schema(name = "Group", requiredProperties = {"id", "title", "role", "members"})
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record GroupAnswer(UUID id, String title, @Schema(description = "Your own.") GroupRole role,
            @Schema(description = "Oldest first.") List<MemberAnswer> members,
            @Schema(description = "Who could not be added: the account does not exist, or does not let you.") @Nullable List<UUID> notAdded) {
        @Override
        public String toString() {
            return "GroupAnswer[" + id + "]";
        }
    }

    @Schema(name = "GroupMember", requiredProperties = {"id", "role"})
    record MemberAnswer(UUID id, GroupRole role) {}

    private final GroupCreation creation;
    private final GroupActs acts;
    private final GroupReading reading;

    GroupController(GroupCreation creation, GroupActs acts, GroupReading reading) {
        this.creation = creation;
        this.acts = acts;
        this.reading = reading;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(operationId = "createGroup", summary = "Makes a group, which you own.")
    GroupAnswer create(Caller caller, @Valid @RequestBody CreationRequest request) {
        String title = TextRules.TITLE.check("title", request.title());
        ChatId id = creation.create(caller.accountId(), request.clientId(), title, request.accountIds());
        GroupAnswer group = reading.read(caller.accountId(), id);
        Set<UUID> refused = new LinkedHashSet<>(request.accountIds());
        refused.removeAll(group.members().stream().map(MemberAnswer::id).collect(Collectors.toSet()));
        return withRefused(group, refused);
    }

    @GetMapping("/{groupId}")
    @Operation(operationId = "getGroup", summary = "Shows a group that you are in.")
    GroupAnswer get(Caller caller, @PathVariable UUID groupId) {
        return reading.read(caller.accountId(), new ChatId(groupId));
    }

    @PutMapping("/{groupId}/title")
    @Operation(operationId = "setGroupTitle", summary = "Changes the title, for everybody. Admins only.")
    GroupAnswer setTitle(Caller caller, @PathVariable UUID groupId, @Valid @RequestBody TitleRequest request) {
        acts.setTitle(caller.accountId(), new ChatId(groupId), TextRules.TITLE.check("title", request.title()));
        return reading.read(caller.accountId(), new ChatId(groupId));
    }

    @PostMapping("/{groupId}/members")
    @Operation(operationId = "addGroupMembers", summary = "Adds members, who see what comes from then on. Admins only.")
    GroupAnswer add(Caller caller, @PathVariable UUID groupId, @Valid @RequestBody AdditionRequest request) {
        Set<UUID> refused = acts.add(caller.accountId(), new ChatId(groupId), request.accountIds());
        return withRefused(reading.read(caller.accountId(), new ChatId(groupId)), refused);
    }

    @DeleteMapping("/{groupId}/members/{accountId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "removeGroupMember", summary = "Removes a member of a lower role, or yourself: then you"
            + " leave. A group that its owner leaves passes to the oldest admin, else to the oldest member.")
    void remove(Caller caller, @PathVariable UUID groupId, @PathVariable UUID accountId) {
        acts.remove(caller.accountId(), new ChatId(groupId), accountId);
    }

    @PutMapping("/{groupId}/members/{accountId}/role")
    @Operation(operationId = "setGroupMemberRole", summary = "Gives a member a role; with `owner` you hand the group"
            + " over and become an admin. Owner only.")
    GroupAnswer setRole(Caller caller, @PathVariable UUID groupId, @PathVariable UUID accountId,
            @Valid @RequestBody RoleRequest request) {
        acts.setRole(caller.accountId(), new ChatId(groupId), accountId, request.role());
        return reading.read(caller.accountId(), new ChatId(groupId));
    }

    @DeleteMapping("/{groupId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "dissolveGroup", summary = "Ends a group for everybody who is in it. All keep their copies"
            + " until they delete them. Owner only.")
    void dissolve(Caller caller, @PathVariable UUID groupId) {
        acts.dissolve(caller.accountId(), new ChatId(groupId));
    }

    private static GroupAnswer withRefused(GroupAnswer group, Set<UUID> refused) {
        return new GroupAnswer(group.id(), group.title(), group.role(), group.members(),
                refused.isEmpty() ? null : List.copyOf(refused));
    }
}
