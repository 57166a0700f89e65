package dev.lethe.account.admission;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import dev.lethe.account.admission.AdmissionProperties.Mode;
import dev.lethe.account.number.GivenNumber;
import dev.lethe.account.number.NumberIndex;
import dev.lethe.account.number.Numbers;
import dev.lethe.account.operator.OperatorActs;
import dev.lethe.platform.internal.Peer;

/// What operators do about who may come in. Each change is logged in its own transaction; which number it was is not.
@Component
class Doorkeeping {

    /// @param code shown now and never again
    record Made(UUID id, InvitationCode code, int uses, LocalDate expiresOn) {}

    record Rule(Mode mode, List<String> prefixes, long allowed) {}

    private final AdmissionProperties properties;
    private final AllowedNumbers allowed;
    private final Invitations invitations;
    private final Numbers numbers;
    private final OperatorActs acts;

    Doorkeeping(AdmissionProperties properties, AllowedNumbers allowed, Invitations invitations, Numbers numbers,
            OperatorActs acts) {
        this.properties = properties;
        this.allowed = allowed;
        this.invitations = invitations;
        this.numbers = numbers;
        this.acts = acts;
    }

    Rule rule() {
        return new Rule(properties.mode(), properties.prefixes(), allowed.count());
    }

    NumberIndex indexOf(String number) {
        return numbers.indexOf(GivenNumber.read(number));
    }

    @Transactional
    boolean allow(Peer operator, NumberIndex index) {
        boolean isNew = allowed.add(index, invitations.today());
        if (isNew) {
            acts.add(operator, "number-allowed", null, null);
        }
        return isNew;
    }

    @Transactional
    boolean disallow(Peer operator, NumberIndex index) {
        boolean wasThere = allowed.remove(index);
        if (wasThere) {
            acts.add(operator, "number-disallowed", null, null);
        }
        return wasThere;
    }

    @Transactional
    Made invite(Peer operator, int uses, int days) {
        var made = new Made(UUID.randomUUID(), InvitationCode.random(), uses, invitations.today().plusDays(days));
        invitations.add(made.id(), made.code(), uses, made.expiresOn());
        acts.add(operator, "invitation-made", null, made.id());
        return made;
    }

    @Transactional
    boolean revoke(Peer operator, UUID id) {
        boolean isRevoked = invitations.revoke(id);
        if (isRevoked) {
            acts.add(operator, "invitation-revoked", null, id);
        }
        return isRevoked;
    }
}
