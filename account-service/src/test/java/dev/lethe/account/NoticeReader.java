package dev.lethe.account;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.stereotype.Component;

import dev.lethe.events.NoticeEvent;
import dev.lethe.events.NoticeEvent.Kind;
import dev.lethe.events.NoticeEvent.NoticePosted;
import dev.lethe.platform.inbox.EventConsumer;
import dev.lethe.platform.inbox.ReceivedEvent;
import dev.lethe.platform.vault.Place;
import dev.lethe.platform.vault.Reader;
import dev.lethe.platform.vault.Vault;
import dev.lethe.test.Eventually;

/// Reads notices as message-service would.
@Component
public class NoticeReader implements EventConsumer {

    private static final Pattern CODE = Pattern.compile("\\b(\\d{6})\\b");

    private final List<NoticePosted> notices = new CopyOnWriteArrayList<>();
    private final Vault vault;

    NoticeReader(Vault vault) {
        this.vault = vault;
    }

    @Override
    public String topic() {
        return NoticeEvent.TOPIC;
    }

    @Override
    public void on(ReceivedEvent received) {
        if (received.event() instanceof NoticePosted notice) {
            notices.add(notice);
        }
    }

    public List<NoticePosted> of(UUID account, Kind kind) {
        return notices.stream().filter(it -> it.accountId().equals(account) && it.kind() == kind).toList();
    }

    public NoticePosted latest(UUID account, Kind kind, int count) {
        Eventually.eventually(Duration.ofSeconds(10), () -> {
            if (of(account, kind).size() < count) {
                throw new AssertionError("no such notice yet: " + kind);
            }
        });
        return of(account, kind).getLast();
    }

    public String text(NoticePosted notice) {
        return vault.key(notice.accountId(), Reader.EXCHANGE).openText(
                Place.ofEvent(NoticeEvent.TOPIC, notice.noticeId(), notice.accountId()), notice.sealedBody());
    }

    public String deletionCode(UUID account, int count) {
        return code(latest(account, Kind.DELETION_CODE, count));
    }

    public String code(NoticePosted notice) {
        Matcher code = CODE.matcher(text(notice));
        if (!code.find()) {
            throw new AssertionError("a notice without a code");
        }
        return Objects.requireNonNull(code.group(1));
    }
}
