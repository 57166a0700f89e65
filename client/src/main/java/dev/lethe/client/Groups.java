package dev.lethe.client;

import java.util.Collection;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/// Groups of up to 200, and who is in them. Messages go there as into any chat, by the group's id.
public final class Groups {

    private final Calls calls;

    Groups(Calls calls) {
        this.calls = calls;
    }

    /// A group that I am in.
    ///
    /// @param role     mine: `owner`, `admin` or `member`
    /// @param members  oldest first
    /// @param notAdded who could not be added by the call that answered this; absent when there was nobody
    public record Group(UUID id, String title, String role, List<Member> members, @Nullable List<UUID> notAdded) {
        @Override
        public String toString() {
            return "Group[" + id + "]";
        }
    }

    public record Member(UUID id, String role) {}

    private record NewGroup(UUID clientId, String title, Collection<UUID> accountIds) {
        @Override
        public String toString() {
            return "NewGroup[redacted]";
        }
    }

    private record Addition(Collection<UUID> accountIds) {}

    private record Title(String title) {
        @Override
        public String toString() {
            return "Title[redacted]";
        }
    }

    private record Role(String role) {}

    public Group create(String title, Collection<UUID> accountIds) {
        return create(UUID.randomUUID(), title, accountIds);
    }

    /// Makes one group under one client id, however often it is tried.
    public Group create(UUID clientId, String title, Collection<UUID> accountIds) {
        return calls.send("POST", "/v1/groups", new NewGroup(clientId, title, accountIds), Group.class);
    }

    public Group get(UUID groupId) {
        return calls.get("/v1/groups/" + groupId, Group.class);
    }

    public Group add(UUID groupId, Collection<UUID> accountIds) {
        return calls.send("POST", "/v1/groups/" + groupId + "/members", new Addition(accountIds), Group.class);
    }

    /// Removes a member of a lower role, or myself: then I leave.
    public void remove(UUID groupId, UUID accountId) {
        calls.delete("/v1/groups/" + groupId + "/members/" + accountId, Void.class);
    }

    /// Ends a group that I own, for everybody; all keep their copies until they delete them.
    public void dissolve(UUID groupId) {
        calls.delete("/v1/groups/" + groupId, Void.class);
    }

    public Group setTitle(UUID groupId, String title) {
        return calls.send("PUT", "/v1/groups/" + groupId + "/title", new Title(title), Group.class);
    }

    /// Gives a member a role; with `owner` I hand the group over and become an admin.
    public Group setRole(UUID groupId, UUID accountId, String role) {
        return calls.send("PUT", "/v1/groups/" + groupId + "/members/" + accountId + "/role", new Role(role),
                Group.class);
    }
}
