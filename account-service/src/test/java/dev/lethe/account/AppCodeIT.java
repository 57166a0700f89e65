package dev.lethe.account;

import static dev.lethe.test.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import dev.lethe.account.People.Device;
import dev.lethe.events.NoticeEvent.Kind;
import dev.lethe.platform.vault.Keyholders;
import dev.lethe.test.TestClock;
import dev.lethe.test.vault.InMemoryKeyholder;

/// Codes go to devices that are signed in first.
@AccountTest
class AppCodeIT {

    @Autowired
    private People people;
    @Autowired
    private TextInbox inbox;
    @Autowired
    private NoticeReader notices;
    @Autowired
    private TestClock clock;
    @Autowired
    private Keyholders keyholders;

    private Answer asks(String number, @Nullable String delivery) {
        clock.advance(Duration.ofSeconds(61));
        Map<String, String> body = delivery == null ? Map.of("number", number)
                : Map.of("number", number, "delivery", delivery);
        return people.call("POST", "/v1/sign-in/codes", null, body, People.unusedNetwork());
    }

    private List<?> codes(Device device) {
        return notices.of(device.account(), Kind.SIGN_IN_CODE);
    }

    @Test
    void showsACodeOnADeviceInPlaceOfAText() {
        Device phone = people.registers();

        String requestId = asks(phone.number(), null).expect(202).text("requestId");
        String code = notices.code(notices.latest(phone.account(), Kind.SIGN_IN_CODE, 1));
        Device laptop = people.signsIn(phone.number(), requestId, code);

        assertThat(laptop.account()).isEqualTo(phone.account());
        asks(phone.number(), "sms").expect(202);
        inbox.codeAfter(phone.number(), 1);
        assertThat(inbox.count(phone.number())).as("one to register, and the one that was asked for").isEqualTo(2);
    }

    @Test
    void sendsATextToWhoAsksForIt() {
        Device phone = people.registers();

        String requestId = asks(phone.number(), "sms").expect(202).text("requestId");
        Device laptop = people.signsIn(phone.number(), requestId, inbox.codeAfter(phone.number(), 1));

        assertThat(laptop.account()).isEqualTo(phone.account());
        assertThat(notices.code(notices.latest(phone.account(), Kind.SIGN_IN_CODE, 1)))
                .isEqualTo(inbox.codeAfter(phone.number(), 1));
    }

    @Test
    void sendsATextWhereNobodyIsSignedIn() {
        Device phone = people.registers();
        people.delete("/v1/sessions/current", phone).expect(200);

        asks(phone.number(), "app").expect(202);

        inbox.codeAfter(phone.number(), 1);
        assertThat(codes(phone)).isEmpty();
    }

    @Test
    void sendsATextWhereNoDeviceWasUsedLately() {
        Device phone = people.registers();
        clock.advance(Duration.ofDays(3));

        asks(phone.number(), null).expect(202);

        assertThat(notices.code(notices.latest(phone.account(), Kind.SIGN_IN_CODE, 1)))
                .isEqualTo(inbox.codeAfter(phone.number(), 1));
        var _ = people.refreshed(phone);
        asks(phone.number(), null).expect(202);
        notices.latest(phone.account(), Kind.SIGN_IN_CODE, 2);
        asks(phone.number(), "sms").expect(202);
        inbox.codeAfter(phone.number(), 2);
        assertThat(inbox.count(phone.number())).isEqualTo(3);
    }

    @Test
    void waitsForNoKeyholderBeforeATextLeaves() {
        Device phone = people.registers();
        clock.advance(Duration.ofDays(3));
        asks(People.unusedNumber(), null).expect(202);
        keyholders(it -> it.beforeShares(() -> inbox.codeAfter(phone.number(), 1)));
        try {
            asks(phone.number(), null).expect(202);

            assertThat(notices.code(notices.latest(phone.account(), Kind.SIGN_IN_CODE, 1)))
                    .isEqualTo(inbox.codeAfter(phone.number(), 1));
        } finally {
            keyholders(it -> it.beforeShares(() -> {}));
        }
    }

    private void keyholders(Consumer<InMemoryKeyholder> act) {
        keyholders.all().forEach(it -> act.accept((InMemoryKeyholder) it));
    }

    @Test
    @Tag("case-44")
    void showsYoungSessionsNoCodeOfAnOldAccount() {
        Device phone = people.registers();
        clock.advance(Duration.ofHours(25));
        phone = people.refreshed(phone);
        Device thief = people.signsIn(phone.number());

        asks(phone.number(), null).expect(202);
        var notice = notices.latest(phone.account(), Kind.SIGN_IN_CODE, 2);
        assertThat(notice.visibleToSessionsStartedBefore()).isBefore(clock.instant().minus(Duration.ofHours(23)));

        people.delete("/v1/sessions/current", people.refreshed(phone)).expect(200);
        int texts = inbox.count(thief.number());
        asks(phone.number(), null).expect(202);
        inbox.codeAfter(phone.number(), texts);
        assertThat(codes(phone)).hasSize(2);
    }

    @Test
    @Tag("case-38")
    void countsCodesOnDevicesLikeTexts() {
        Device phone = people.registers();
        for (int code = 0; code < 4; code++) {
            asks(phone.number(), "app").expect(202);
            people.asksForCode(phone.number()).expect(429, "code-too-soon");
        }

        asks(phone.number(), "app").expect(429, "code-limit");
        asks(phone.number(), "sms").expect(429, "code-limit");
        eventually(() -> assertThat(codes(phone)).hasSize(4));
    }

    @Test
    @Tag("case-41")
    void answersAlikeWhereverTheCodeAppears() {
        Device phone = people.registers();

        List<Answer> answers = List.of(asks(phone.number(), null), asks(People.unusedNumber(), null),
                asks(phone.number(), "sms"), asks(People.unusedNumber(), "sms"), asks(phone.number(), "app"));

        assertThat(answers).allSatisfy(it -> {
            it.expect(202);
            assertThat(it.body().propertyNames()).containsExactly("requestId", "expiresAt", "retryAfter");
            assertThat(it.text("requestId")).hasSize(43);
            assertThat(it.number("retryAfter")).isEqualTo(60);
        });
    }

    @Test
    void takesNoOtherWish() {
        asks(People.unusedNumber(), "pigeon").expect(400, "invalid-request");
    }
}
