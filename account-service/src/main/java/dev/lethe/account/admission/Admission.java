package dev.lethe.account.admission;

import java.util.Optional;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

import dev.lethe.account.AccountProblems;
import dev.lethe.account.number.NumberIndex;
import dev.lethe.platform.number.PhoneNumber;

/// Decides who may register. It is asked when the code was right: so who asks for a code learns nothing about a number that
/// they do not have.
@Component
@EnableConfigurationProperties(AdmissionProperties.class)
public class Admission {

    private final AdmissionProperties properties;
    private final AllowedNumbers allowed;
    private final Invitations invitations;
    private final InvitationGuesses guesses;

    Admission(AdmissionProperties properties, AllowedNumbers allowed, Invitations invitations,
            InvitationGuesses guesses) {
        this.properties = properties;
        this.allowed = allowed;
        this.invitations = invitations;
        this.guesses = guesses;
    }

    /// Refuses whoever may not come in, before anything is made for them.
    public void refuseOutsiders(Applicant applicant) {
        switch (properties.mode()) {
            case OPEN -> {
            }
            case PREFIXES, LIST -> refuseUnlisted(applicant.number(), applicant.index());
            case INVITATION -> refuseUninvited(applicant);
        }
    }

    /// Lets them in, in the transaction that makes the account.
    public void admit(Applicant applicant) {
        switch (properties.mode()) {
            case OPEN -> {
            }
            case PREFIXES, LIST -> refuseUnlisted(applicant.number(), applicant.index());
            case INVITATION -> {
                if (!code(applicant).map(invitations::use).orElse(false)) {
                    throw AccountProblems.INVITATION_REFUSED.asProblem();
                }
                guesses.giveBack(applicant);
            }
        }
    }

    /// Refuses a number to which no account may move. Whoever was invited may take any.
    public void refuseNumber(PhoneNumber number, NumberIndex index) {
        switch (properties.mode()) {
            case OPEN, INVITATION -> {
            }
            case PREFIXES, LIST -> refuseUnlisted(number, index);
        }
    }

    private void refuseUnlisted(PhoneNumber number, NumberIndex index) {
        boolean hasPrefix = properties.mode() == AdmissionProperties.Mode.PREFIXES
                && properties.prefixes().stream().anyMatch(number.e164()::startsWith);
        if (!hasPrefix && !allowed.contains(index)) {
            throw AccountProblems.REGISTRATION_CLOSED.asProblem();
        }
    }

    private void refuseUninvited(Applicant applicant) {
        if (applicant.invitation() == null || applicant.invitation().isBlank()) {
            throw AccountProblems.INVITATION_REQUIRED.asProblem();
        }
        guesses.take(applicant);
        if (!code(applicant).map(invitations::isGood).orElse(false)) {
            throw AccountProblems.INVITATION_REFUSED.asProblem();
        }
    }

    private static Optional<InvitationCode> code(Applicant applicant) {
        return Optional.ofNullable(applicant.invitation()).flatMap(InvitationCode::parse);
    }
}
