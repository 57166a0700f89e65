package dev.lethe.account.session;

import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;

import org.springframework.stereotype.Component;

import dev.lethe.account.notice.ServiceNotices;
import dev.lethe.account.notice.ServiceNotices.Draft;
import dev.lethe.events.NoticeEvent.Kind;

/// Tells an account's other sessions of a new one, by the name it gave itself and the time. No address is kept, so none is
/// told.
@Component
public class NewSessionNotices {

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("d MMMM uuuu 'at' HH:mm 'UTC'",
            Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private final ServiceNotices notices;
    private final Sessions sessions;
    private final Clock clock;

    NewSessionNotices(ServiceNotices notices, Sessions sessions, Clock clock) {
        this.notices = notices;
        this.sessions = sessions;
        this.clock = clock;
    }

    /// Seals the notice; asks the keyholders, so call it before the transaction.
    ///
    /// @param how the device came in, such as `signed in`
    public Draft draft(UUID account, String how, String deviceName) {
        return notices.draft(account, Kind.NEW_SESSION, "A new device " + how + " on " + MOMENT.format(clock.instant())
                + ". It calls itself \u201C" + quoted(deviceName)
                + "\u201D. If this was not you, end its session in your list of devices.", null, null);
    }

    /// Posts it to those who are signed in already, in the caller's transaction, before the new session begins.
    public void post(UUID account, Draft notice) {
        if (!sessions.of(account).isEmpty()) {
            notices.post(notice);
        }
    }

    /// The name is the newcomer's word, so it stays between the quotation marks.
    private static String quoted(String deviceName) {
        return deviceName.strip().replaceAll("[\u201C\u201D\"]", "'");
    }
}
