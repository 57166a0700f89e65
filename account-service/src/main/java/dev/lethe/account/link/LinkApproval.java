package dev.lethe.account.link;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

import dev.lethe.account.AccountProblems;
import dev.lethe.account.link.DeviceLinks.DeviceLink;
import dev.lethe.account.link.DeviceLinks.State;
import dev.lethe.account.profile.LivingAccounts;
import dev.lethe.account.profile.LivingAccounts.LivingAccount;
import dev.lethe.account.session.LiveSessions;
import dev.lethe.account.session.YoungSessions;
import dev.lethe.platform.caller.Caller;
import dev.lethe.platform.problem.PlatformProblems;
import dev.lethe.platform.vault.Place;
import dev.lethe.platform.vault.Reader;
import dev.lethe.platform.vault.SubjectKey;
import dev.lethe.platform.vault.Vault;

/// A signed-in device looks at the one that shows a code, and lets it in or refuses it.
@Component
class LinkApproval {

    /// A device that asks.
    record Asking(String deviceName, Instant askedAt, Instant expiresAt) {

        @Override
        public String toString() {
            return "Asking[…]";
        }
    }

    private record Named(LinkCode code, DeviceLink link) {}

    private final DeviceLinks links;
    private final LinkCodes codes;
    private final LivingAccounts accounts;
    private final LiveSessions sessions;
    private final YoungSessions young;
    private final Vault vault;
    private final TransactionOperations transactions;
    private final Clock clock;

    LinkApproval(DeviceLinks links, LinkCodes codes, LivingAccounts accounts, LiveSessions sessions,
            YoungSessions young, Vault vault, TransactionOperations transactions, Clock clock) {
        this.links = links;
        this.codes = codes;
        this.accounts = accounts;
        this.sessions = sessions;
        this.young = young;
        this.vault = vault;
        this.transactions = transactions;
        this.clock = clock;
    }

    Asking look(Caller caller, String written) {
        Named named = named(caller, written);
        DeviceLink link = named.link();
        refuseUnlessAsked(link);
        return new Asking(codes.seal(link.id(), named.code()).open(link.deviceName()), link.createdAt(),
                link.expiresAt());
    }

    /// The name that was seen goes with the approval, sealed for the account: the new device cannot change it any more.
    void approve(Caller caller, String written) {
        Named named = named(caller, written);
        UUID id = named.link().id();
        SubjectKey key = vault.key(caller.accountId(), Reader.ACCOUNT);
        transactions.executeWithoutResult(_ -> {
            LivingAccount account = lock(caller);
            if (young.isRestricted(caller, account)) {
                throw AccountProblems.SESSION_TOO_YOUNG.asProblem();
            }
            DeviceLink link = lockAsked(id);
            String name = codes.seal(id, named.code()).open(link.deviceName());
            links.approve(id, account.id(), caller.sessionId(), key.seal(place(account.id(), id), name));
        });
    }

    /// Any session may refuse, a young one too.
    void refuse(Caller caller, String written) {
        UUID id = named(caller, written).link().id();
        transactions.executeWithoutResult(_ -> {
            lock(caller);
            lockAsked(id);
            links.settle(id, State.REFUSED);
        });
    }

    static Place place(UUID account, UUID link) {
        return Place.of("device_link", "device_name", account, link);
    }

    /// A try is taken before anything is looked up, and given back when it was right: many at once get no more of them.
    private Named named(Caller caller, String written) {
        Optional<LinkCode> code = LinkCode.parse(written);
        Optional<byte[]> index = code.map(codes::index);
        transactions.executeWithoutResult(_ -> {
            lock(caller);
            links.takeGuess(caller.accountId());
        });
        DeviceLink link = index.flatMap(links::ofCode).orElseThrow(AccountProblems.LINK_UNKNOWN::asProblem);
        transactions.executeWithoutResult(_ -> {
            lock(caller);
            links.giveBackGuess(caller.accountId());
        });
        return new Named(code.orElseThrow(), link);
    }

    private LivingAccount lock(Caller caller) {
        return accounts.lock(caller.accountId())
                .filter(it -> sessions.of(it.id()).stream().anyMatch(s -> s.id().equals(caller.sessionId())))
                .orElseThrow(PlatformProblems.UNAUTHENTICATED::asProblem);
    }

    private DeviceLink lockAsked(UUID id) {
        DeviceLink link = links.lock(id).orElseThrow(AccountProblems.LINK_UNKNOWN::asProblem);
        refuseUnlessAsked(link);
        return link;
    }

    private void refuseUnlessAsked(DeviceLink link) {
        switch (link.state()) {
            case APPROVED, USED -> throw AccountProblems.LINK_USED.asProblem();
            case REFUSED -> throw AccountProblems.LINK_REFUSED.asProblem();
            case ASKED -> {
                if (!clock.instant().isBefore(link.expiresAt())) {
                    throw AccountProblems.LINK_EXPIRED.asProblem();
                }
            }
        }
    }
}
