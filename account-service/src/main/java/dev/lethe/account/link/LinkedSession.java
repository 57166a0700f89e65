package dev.lethe.account.link;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

import dev.lethe.account.AccountProblems;
import dev.lethe.account.code.Ticket;
import dev.lethe.account.link.DeviceLinks.DeviceLink;
import dev.lethe.account.link.DeviceLinks.State;
import dev.lethe.account.password.PasswordCheck;
import dev.lethe.account.password.PasswordOrigin;
import dev.lethe.account.password.Passwords;
import dev.lethe.account.profile.LivingAccounts;
import dev.lethe.account.session.LiveSessions;
import dev.lethe.account.session.NewSessionNotices;
import dev.lethe.account.session.SessionStart;
import dev.lethe.account.session.TokenPair;
import dev.lethe.platform.problem.Problem;
import dev.lethe.platform.vault.KeyDestroyedException;
import dev.lethe.platform.vault.Reader;
import dev.lethe.platform.vault.SubjectKey;
import dev.lethe.platform.vault.Vault;

/// The new device comes in, once, with the secret that it kept, and with the password where one is set.
@Component
class LinkedSession {

    record Linked(UUID accountId, TokenPair tokens) {}

    private static final Duration ASK_AGAIN = Duration.ofSeconds(1);

    private final DeviceLinks links;
    private final LivingAccounts accounts;
    private final LiveSessions live;
    private final SessionStart sessions;
    private final NewSessionNotices notices;
    private final Passwords passwords;
    private final PasswordCheck check;
    private final Vault vault;
    private final TransactionOperations transactions;
    private final Clock clock;

    LinkedSession(DeviceLinks links, LivingAccounts accounts, LiveSessions live, SessionStart sessions,
            NewSessionNotices notices, Passwords passwords, PasswordCheck check, Vault vault,
            TransactionOperations transactions, Clock clock) {
        this.links = links;
        this.accounts = accounts;
        this.live = live;
        this.sessions = sessions;
        this.notices = notices;
        this.passwords = passwords;
        this.check = check;
        this.vault = vault;
        this.transactions = transactions;
        this.clock = clock;
    }

    Linked start(String requestId, @Nullable String password) {
        Ticket ticket = Ticket.parse(requestId).orElseThrow(AccountProblems.LINK_UNKNOWN::asProblem);
        DeviceLink link = links.find(ticket.id())
                .filter(it -> ticket.matches(LinkRequest.SECRET, it.secretHash()))
                .orElseThrow(AccountProblems.LINK_UNKNOWN::asProblem);
        UUID account = approvedAccount(link);
        try {
            SubjectKey key = vault.key(account, Reader.ACCOUNT);
            return enter(link, account, key, require(account, key, password));
        } catch (KeyDestroyedException _) {
            throw AccountProblems.LINK_EXPIRED.asProblem();
        }
    }

    /// @return the version of the password that was right; empty where none is set
    private Optional<UUID> require(UUID account, SubjectKey key, @Nullable String password) {
        if (password != null || !passwords.isSet(account)) {
            return check.require(account, PasswordOrigin.SIGN_IN, password);
        }
        Problem required = AccountProblems.PASSWORD_REQUIRED.asProblem();
        throw passwords.hint(account, key).map(hint -> required.with("hint", hint)).orElse(required);
    }

    private Linked enter(DeviceLink link, UUID account, SubjectKey key, Optional<UUID> version) {
        String name = key.openText(LinkApproval.place(account, link.id()), link.deviceName());
        var notice = notices.draft(account, "was let in by one of yours", name);
        Optional<Linked> done = transactions.execute(_ -> {
            if (accounts.lock(account).isEmpty()) {
                return Optional.<Linked>empty();
            }
            DeviceLink locked = links.lock(link.id()).orElseThrow(AccountProblems.LINK_EXPIRED::asProblem);
            approvedAccount(locked);
            if (live.of(account).stream().noneMatch(it -> it.id().equals(locked.approvedBy()))) {
                return Optional.<Linked>empty();
            }
            if (!passwords.version(account).equals(version)) {
                throw AccountProblems.PASSWORD_CHANGED.asProblem();
            }
            links.settle(link.id(), State.USED);
            notices.post(account, notice);
            return Optional.of(new Linked(account, sessions.start(account, key, name)));
        });
        // the account, or the session that approved, has ended meanwhile
        return done.orElseThrow(AccountProblems.LINK_EXPIRED::asProblem);
    }

    private UUID approvedAccount(DeviceLink link) {
        UUID account = link.accountId();
        boolean isOver = !clock.instant().isBefore(link.expiresAt());
        return switch (link.state()) {
            case USED -> throw AccountProblems.LINK_USED.asProblem();
            case REFUSED -> throw AccountProblems.LINK_REFUSED.asProblem();
            case ASKED, APPROVED -> {
                if (isOver) {
                    throw AccountProblems.LINK_EXPIRED.asProblem();
                }
                if (account == null) {
                    throw AccountProblems.LINK_PENDING.asProblem().retryAfter(ASK_AGAIN);
                }
                yield account;
            }
        };
    }
}
