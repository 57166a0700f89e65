package dev.lethe.message.erasure;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

import dev.lethe.message.chat.Chats;
import dev.lethe.message.mailbox.Mailbox;
import dev.lethe.message.mailbox.Mailboxes;
import dev.lethe.platform.erasure.ErasureContext;
import dev.lethe.platform.erasure.ErasureStep;
import dev.lethe.platform.failpoint.Failpoints;

/// Tells the devices of everybody who has a direct chat with the account that it is gone. Who was told stands in the
/// chat, so that nobody is told twice. Chats of erased mailboxes are left to the erasures of those.
@Component
@Order(0)
class TellingPartners implements ErasureStep {
    private final Chats chats;
    private final Mailboxes mailboxes;

    TellingPartners(Chats chats, Mailboxes mailboxes) {
        this.chats = chats;
        this.mailboxes = mailboxes;
    }

    @Override
    public String item() {
        return "told-partner";
    }

    @Override
    public boolean isCounted() { return false; }

    @Override
    public int eraseBatch(ErasureContext context, int limit) {
        List<UUID> partners = chats.partnersToTell(context.subject(), limit);
        if (partners.isEmpty()) {
            return 0;
        }
        Map<UUID, Long> seqs = new HashMap<>();
        for (Mailbox mailbox : mailboxes.lock(partners).values()) {
            if (!mailbox.erased()) {
                seqs.put(mailbox.owner(), mailbox.seq() + 1);
            }
        }
        chats.tellPartners(context.subject(), seqs);
        mailboxes.setSeqs(seqs);
        Failpoints.reach("erasure.told-partners");
        return partners.size();
    }
}
