package dev.lethe.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

class EventSamplesTest {

    private final JsonMapper json = JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    static Stream<String> names() {
        return EventTypes.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void aCommittedSampleParsesForEver(String name) throws IOException {
        Class<? extends Event> type = EventTypes.classOf(name).orElseThrow();
        byte[] sample = sample(name);

        Event event = json.readValue(sample, type);

        assertThat(json.readTree(json.writeValueAsBytes(event))).isEqualTo(json.readTree(sample));
        assertThat(event.topic()).startsWith("lethe.").endsWith(".v1");
        assertThat(event.subject()).isNotNull();
    }

    @Test
    void aRegistrationOfWhichNobodySaidHowLoudItIsIsTold() {
        String before = """
                {"accountId":"3f2c8a54-6d0f-4d5c-9a3e-0c7b1f1f6a01","sealedNumber":"c2VhbGVk","at":"2026-11-22T10:15:30Z"}""";

        assertThat(json.readValue(before, AccountEvent.AccountRegistered.class).joinsQuietly()).isFalse();
    }

    @Test
    void anErasureFromBeforeReceiptsWereBoundIsRead() {
        String before = """
                {"accountId":"3f2c8a54-6d0f-4d5c-9a3e-0c7b1f1f6a01","erasureId":"a6c2b9de-98a1-4a0e-8c55-7a7e3a1f5b02","receiptId":"0d6a3f7e-2b67-4b1b-8f0e-5d4c3b2a1903","forEveryone":false,"at":"2026-11-22T10:15:30Z","ledgerSignature":"c2lnbmF0dXJl"}""";

        assertThat(json.readValue(before, AccountEvent.AccountErased.class).asksAgain()).isFalse();
    }

    @Test
    void anEntryFromBeforeTheLedgerToldHowFarItReachesIsRead() {
        String before = """
                {"accountId":"3f2c8a54-6d0f-4d5c-9a3e-0c7b1f1f6a01","erasureId":"a6c2b9de-98a1-4a0e-8c55-7a7e3a1f5b02","at":"2026-11-22T10:15:30Z","signature":"c2lnbmF0dXJl"}""";

        assertThat(json.readValue(before, LedgerEvent.ErasureRecorded.class).everyoneSignature()).isNull();
    }

    @Test
    void whatWasChosenOrWithdrawnBeforeItWasNumberedIsRead() {
        String account = "\":\"3f2c8a54-6d0f-4d5c-9a3e-0c7b1f1f6a01\",\"at\":\"2026-11-22T10:15:30Z\"";

        assertThat(
                json.readValue("{\"ownerId" + account + "}", DeletionEvent.ContactConsentWithdrawn.class).consentId())
                .isNull();
        assertThat(json.readValue("{\"accountId" + account + ",\"months\":24}", DeletionEvent.SelfDestructChosen.class)
                .choice()).isNull();
        assertThat(json.readValue("{\"accountId" + account + ",\"days\":30}", DeletionEvent.SessionIdleChosen.class)
                .choice()).isNull();
    }

    @Test
    void everyRecordOfTheSealedHierarchyHasAWireName() {
        long records = Stream.of(Event.class.getPermittedSubclasses())
                .flatMap(context -> Stream.of(context.getPermittedSubclasses())).count();

        assertThat(EventTypes.names()).hasSize((int) records);
    }

    private static byte[] sample(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(
                EventSamplesTest.class.getResourceAsStream("/events/" + name + ".json"), "no sample for " + name)) {
            return in.readAllBytes();
        }
    }
}
