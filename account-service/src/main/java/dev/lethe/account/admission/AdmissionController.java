package dev.lethe.account.admission;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import io.swagger.v3.oas.annotations.Hidden;

import dev.lethe.platform.internal.AllowedPeers;
import dev.lethe.platform.internal.Peer;
import dev.lethe.platform.number.PhoneNumbers;
import dev.lethe.platform.problem.PlatformProblems;

/// Lets operators say who may come in.
@Hidden
@RestController
@AllowedPeers("operator")
class AdmissionController {

    /// @param allowed how many numbers are on the list
    record AdmissionRule(String mode, List<String> prefixes, long allowed) {}

    record NumberGiven(@NotBlank @Size(max = PhoneNumbers.LONGEST_WRITTEN) String number) {
        @Override
        public String toString() {
            return "NumberGiven[…]";
        }
    }

    record Listed(boolean listed, boolean changed) {}

    /// @param days from today; the last one is the day on which it can be used last (UTC)
    record InvitationWanted(@Min(1) @Max(100_000) int uses, @Min(0) @Max(366) int days) {}

    record InvitationShown(UUID id, String code, int uses, LocalDate expiresOn) {
        @Override
        public String toString() {
            return "InvitationShown[" + id + "]";
        }
    }

    record InvitationList(List<Invitations.Row> invitations) {}

    record Revoked(int revoked) {}

    private final Doorkeeping door;
    private final Invitations invitations;

    AdmissionController(Doorkeeping door, Invitations invitations) {
        this.door = door;
        this.invitations = invitations;
    }

    @GetMapping("/internal/v1/admission")
    AdmissionRule rule() {
        var rule = door.rule();
        return new AdmissionRule(rule.mode().name().toLowerCase(Locale.ROOT), rule.prefixes(), rule.allowed());
    }

    @PostMapping("/internal/v1/admission/numbers")
    Listed allow(@Valid @RequestBody NumberGiven given, Peer operator) {
        return new Listed(true, door.allow(operator, door.indexOf(given.number())));
    }

    @PostMapping("/internal/v1/admission/numbers/removal")
    Listed disallow(@Valid @RequestBody NumberGiven given, Peer operator) {
        return new Listed(false, door.disallow(operator, door.indexOf(given.number())));
    }

    @PostMapping("/internal/v1/invitations")
    @ResponseStatus(HttpStatus.CREATED)
    InvitationShown invite(@Valid @RequestBody InvitationWanted wanted, Peer operator) {
        var made = door.invite(operator, wanted.uses(), wanted.days());
        return new InvitationShown(made.id(), made.code().shown(), made.uses(), made.expiresOn());
    }

    @GetMapping("/internal/v1/invitations")
    InvitationList list() {
        return new InvitationList(invitations.list());
    }

    @DeleteMapping("/internal/v1/invitations/{id}")
    Revoked revoke(@PathVariable UUID id, Peer operator) {
        if (!door.revoke(operator, id)) {
            throw PlatformProblems.NOT_FOUND.asProblem();
        }
        return new Revoked(1);
    }
}
