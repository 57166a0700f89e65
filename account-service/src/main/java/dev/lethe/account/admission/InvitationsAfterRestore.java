package dev.lethe.account.admission;

import org.springframework.stereotype.Component;

import dev.lethe.platform.restore.RestoreStep;

/// After a restore, invitations are good again that were used or revoked since. Which they are nobody knows, so all end.
@Component
class InvitationsAfterRestore implements RestoreStep {

    private final Invitations invitations;

    InvitationsAfterRestore(Invitations invitations) {
        this.invitations = invitations;
    }

    @Override
    public String item() {
        return "invitations revoked";
    }

    @Override
    public long afterRestore() {
        return invitations.revokeAll();
    }
}
