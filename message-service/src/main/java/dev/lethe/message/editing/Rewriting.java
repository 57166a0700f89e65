package dev.lethe.message.editing;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import dev.lethe.message.MessageProblems;
import dev.lethe.message.history.Copies;
import dev.lethe.message.history.Copies.Rewritten;
import dev.lethe.message.history.Holders;
import dev.lethe.message.history.Holders.Holder;
import dev.lethe.message.history.Message;
import dev.lethe.message.history.MessageBody;
import dev.lethe.message.history.MessageOpening;
import dev.lethe.message.history.MessageRow;
import dev.lethe.message.history.MessageSeal;
import dev.lethe.message.history.Messages;
import dev.lethe.message.mailbox.ChatId;
import dev.lethe.message.mailbox.ChatKind;
import dev.lethe.message.mailbox.Mailbox;
import dev.lethe.message.mailbox.Mailboxes;
import dev.lethe.message.mailbox.MessageId;
import dev.lethe.message.membership.Groups;
import dev.lethe.platform.caller.Caller;
import dev.lethe.platform.failpoint.Failpoints;
import dev.lethe.platform.problem.PlatformProblems;
import dev.lethe.platform.vault.KeyLookup;
import dev.lethe.platform.vault.SubjectKey;

/// Writes all standing copies of a message anew, under the locks of their mailboxes.
@Component
class Rewriting {
    private final Mailboxes mailboxes;
    private final Groups groups;
    private final Holders holders;
    private final Messages messages;
    private final Copies copies;
    private final MessageSeal seal;
    private final MessageOpening opening;
    private final Clock clock;

    Rewriting(Mailboxes mailboxes, Groups groups, Holders holders, Messages messages, Copies copies, MessageSeal seal,
            MessageOpening opening, Clock clock) {
        this.mailboxes = mailboxes;
        this.groups = groups;
        this.holders = holders;
        this.messages = messages;
        this.copies = copies;
        this.seal = seal;
        this.opening = opening;
        this.clock = clock;
    }

    /// Answers the author's own copy as it stands then. Saying the same again changes nothing.
    ///
    /// @param asked the holders before they were locked, the author first
    /// @param keys  of all of them; who has none any more is left out
    @Transactional
    public Message rewrite(Caller caller, ChatKind kind, MessageId id, Change change, List<Holder> asked,
            Map<UUID, KeyLookup> keys) {
        Map<UUID, Mailbox> locked = mailboxes.lock(asked.stream().map(Holder::owner).toList());
        if (keys.get(caller.accountId()) instanceof KeyLookup.Unknown) {
            throw PlatformProblems.unavailable();
        }
        Mailbox own = locked.get(caller.accountId());
        if (own == null || own.erased()
                || !(keys.get(own.owner()) instanceof KeyLookup.Present(SubjectKey key))) {
            throw PlatformProblems.UNAUTHENTICATED.asProblem();
        }
        ChatId chat = asked.getFirst().chat();
        // whoever takes somebody out of a group locks their mailbox too
        if (kind == ChatKind.GROUP && groups.rolesOf(own.owner(), List.of(chat)).isEmpty()) {
            throw MessageProblems.NOT_A_MEMBER.asProblem();
        }
        MessageRow row = messages.seen(caller, chat, id)
                .orElseThrow(MessageProblems.MESSAGE_NOT_FOUND::asProblem);
        MessageBody before = seal.open(key, own.owner(), id, row.body());
        requireOwnWords(before, own.owner());
        if (Objects.equals(before.text(), change.text())) {
            return opening.open(own.owner(), List.of(row)).getFirst();
        }
        MessageBody after = before.edited(change.text(), clock.instant().truncatedTo(ChronoUnit.MILLIS));
        MessageSeal.Prepared prepared = seal.prepare(after);
        // who left while the locks were waited for is out of reach
        List<Holder> there = holders.stillThere(own.owner(), kind, chat, id);
        List<Rewritten> rewritten = copies.rewrite(asked.stream()
                .filter(there::contains)
                .map(holder -> copy(locked.get(holder.owner()), holder, keys, id, own.owner(), prepared))
                .filter(Objects::nonNull)
                .toList());
        mailboxes.setSeqs(rewritten.stream().collect(Collectors.toMap(Rewritten::owner, Rewritten::seq)));
        Failpoints.reach("message.after-edit");
        return opening.open(own.owner(), List.of(row.changed(seal.seal(key, own.owner(), id, after), own.seq() + 1)))
                .getFirst();
    }

    // It is shown as somebody else's: changing it would put words into their mouth.
    private static void requireOwnWords(MessageBody body, UUID author) {
        UUID first = body.forwardedFrom();
        if (body.isOfSomebodyUnnamed() || (first != null && !first.equals(author))) {
            throw MessageProblems.NOT_EDITABLE.asProblem();
        }
    }

    private @Nullable Rewritten copy(@Nullable Mailbox mailbox, Holder holder, Map<UUID, KeyLookup> keys,
            MessageId id, UUID author, MessageSeal.Prepared message) {
        if (mailbox == null || mailbox.erased()
                || !(keys.get(holder.owner()) instanceof KeyLookup.Present(SubjectKey key))) {
            return null;
        }
        UUID owner = holder.owner();
        MessageSeal.Sealed sealed = seal.seal(key, owner, holder.chat(), id, message);
        return new Rewritten(owner, holder.chat(), id, author, sealed.body(), sealed.tokens(), mailbox.seq() + 1);
    }
}
