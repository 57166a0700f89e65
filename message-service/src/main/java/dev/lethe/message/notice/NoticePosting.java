package dev.lethe.message.notice;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import dev.lethe.events.NoticeEvent;
import dev.lethe.events.NoticeEvent.NoticePosted;
import dev.lethe.message.history.Copies;
import dev.lethe.message.history.Copy;
import dev.lethe.message.history.MessageBody;
import dev.lethe.message.history.MessageBody.NoticeDetails;
import dev.lethe.message.history.MessageBody.NoticeKind;
import dev.lethe.message.history.MessageKind;
import dev.lethe.message.history.MessageSeal;
import dev.lethe.message.mailbox.ChatId;
import dev.lethe.message.mailbox.ChatKind;
import dev.lethe.message.mailbox.Dated;
import dev.lethe.message.mailbox.Mailbox;
import dev.lethe.message.mailbox.Mailboxes;
import dev.lethe.message.mailbox.MessageId;
import dev.lethe.platform.failpoint.Failpoints;
import dev.lethe.platform.vault.KeyLookup;
import dev.lethe.platform.vault.Place;
import dev.lethe.platform.vault.Reader;
import dev.lethe.platform.vault.SubjectKey;
import dev.lethe.platform.vault.Vault;

/// Puts a notice into the service chat of its receiver, once.
@Component
class NoticePosting {
    private final Vault vault;
    private final Mailboxes mailboxes;
    private final Notices notices;
    private final Copies copies;
    private final MessageSeal seal;
    private final Clock clock;

    NoticePosting(Vault vault, Mailboxes mailboxes, Notices notices, Copies copies, MessageSeal seal, Clock clock) {
        this.vault = vault;
        this.mailboxes = mailboxes;
        this.notices = notices;
        this.copies = copies;
        this.seal = seal;
        this.clock = clock;
    }

    /// Does nothing for a notice that has ended, has arrived before, or whose receiver is gone.
    @Transactional(propagation = Propagation.MANDATORY)
    public void post(NoticePosted notice) {
        Instant expiresAt = notice.expiresAt();
        UUID owner = notice.accountId();
        if (expiresAt != null && !expiresAt.isAfter(clock.instant())) {
            return;
        }
        if (!(vault.keys(List.of(owner), Reader.MESSAGE).get(owner) instanceof KeyLookup.Present(SubjectKey key))) {
            return;
        }
        // before the lock: whoever waits for the mailbox waits for no keyholder
        SubjectKey exchange = vault.key(owner, Reader.EXCHANGE);
        Mailbox mailbox = mailbox(owner);
        if (mailbox == null || notices.hasArrived(owner, notice.noticeId())) {
            return;
        }
        write(notice, mailbox, key, exchange);
        Failpoints.reach("notice.after-insert");
    }

    private void write(NoticePosted notice, Mailbox mailbox, SubjectKey key, SubjectKey exchange) {
        UUID owner = mailbox.owner();
        String text = exchange
                .openText(Place.ofEvent(NoticeEvent.TOPIC, notice.noticeId(), owner), notice.sealedBody());
        MessageBody body = new MessageBody(text, null,
                new NoticeDetails(NoticeKind.valueOf(notice.kind().name()), notice.aboutAccountId(),
                        notice.expiresAt()),
                null, null);
        Dated dated = mailboxes.nextId(List.of(mailbox));
        MessageId id = dated.id();
        Mailbox after = new Mailbox(owner, false, mailbox.seq() + 1, id.value());
        Copy copy = new Copy(owner, id, ChatId.SERVICE, ChatKind.SERVICE, null, MessageKind.NOTICE, null,
                seal.seal(key, owner, id, body), "", after.seq(), dated.ahead());
        copies.insert(List.of(copy), List.of(after), List.of());
        notices.add(owner, notice.noticeId(), id.value(), notice.visibleToSessionsStartedBefore(),
                notice.expiresAt(), clock.instant());
    }

    private @Nullable Mailbox mailbox(UUID owner) {
        Mailbox mailbox = mailboxes.lock(List.of(owner)).get(owner);
        if (mailbox == null) {
            // it may arrive before the registration does
            mailboxes.create(List.of(owner));
            return mailboxes.lockLiving(owner);
        }
        return mailbox.erased() ? null : mailbox;
    }
}
