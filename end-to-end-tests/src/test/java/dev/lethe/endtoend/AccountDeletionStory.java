package dev.lethe.endtoend;

import static dev.lethe.test.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import dev.lethe.client.LetheSession;
import dev.lethe.client.MyAccount.DeletionOutcome;
import dev.lethe.client.MyAccount.DeletionRequest;
import dev.lethe.client.MyAccount.DeletionScope;
import dev.lethe.client.ProblemException;

/// P9: one deletion, everywhere, for ever, with a receipt.
class AccountDeletionStory {

    @Test
    @Tag("case-1")
    @Tag("case-23")
    void aRichAccountIsGoneEverywhereWithinAMinute() throws Exception {
        Person alice = Person.called("Alice");
        Person bob = Person.called("Bob");
        RichAccount rich = RichAccount.of(alice, bob);
        List<String> kept = bob.textsWith(alice);

        DeletionOutcome outcome = alice.deletesAccount();
        Instant answered = Instant.now();

        assertRefusedFrom(answered.plusSeconds(1), rich.sessions());
        Instant due = answered.plus(Erasures.BOUND);
        Erasures.isComplete(alice.id(), outcome, Duration.between(Instant.now(), due));
        eventually(Duration.between(Instant.now(), due), () -> assertThat(stored(rich.own())).isEmpty());
        assertThat(blobsOwnedBy(alice.id())).isZero();
        assertThat(bob.textsWith(alice)).isEqualTo(kept);
        assertThat(stored(rich.shared())).hasSameElementsAs(rich.shared());
        assertThat(bob.session().account().person(alice.id()).deleted()).isTrue();
    }

    @Test
    @Tag("case-6")
    void fiftyConfirmationsAreOneCascade() throws Exception {
        Person alice = Person.called("Alice");
        DeletionRequest request = alice.asksForDeletion();
        String code = alice.deletionCode(request);

        List<Integer> statuses = inParallel(Collections.nCopies(50, () -> status(() -> alice.session()
                .account().confirmDeletion(request.requestId(), code, DeletionScope.OWN_COPIES))));

        assertThat(statuses).isSubsetOf(200, 401, 404).contains(200);
        eventually(() -> assertThat(Topics.everything()).filteredOn(
                record -> record.topic().equals("lethe.erasure-ledger.v1")
                        && record.key().equals(alice.id().toString()))
                .hasSize(1));
        assertThat(status(() -> alice.session().account().confirmDeletion(request.requestId(), code,
                DeletionScope.OWN_COPIES))).isIn(200, 401, 404);
    }

    @Test
    @Tag("case-81")
    void noStoreHasARowThatJoinsAReceiptToItsAccount() throws Exception {
        Person alice = Person.called("Alice");
        alice.sends("before", Person.called("Bob"));
        DeletionOutcome outcome = alice.deletesAccount();
        JsonNode receipt = Erasures.receipt(alice.id(), outcome);
        List<String> ofReceipt = new ArrayList<>(List.of(outcome.receiptId().toString(), outcome.salt(),
                HexFormat.of().formatHex(Base64.getDecoder().decode(outcome.salt())),
                receipt.get("subjectHash").asString()));
        for (String time : receipt.findValuesAsString("destroyedAt")) {
            Instant hour = Instant.parse(time);
            ofReceipt.add(hour.toString().replace('T', ' ').replace("Z", "+00"));
            ofReceipt.add(Long.toString(hour.toEpochMilli()));
        }

        eventually(() -> {
            for (String database : Stream.concat(Stores.SERVICES.stream(), Stores.KEYHOLDERS.stream()).toList()) {
                assertThat(Stores.rowsWith(database, alice.id().toString())).as(database)
                        .noneMatch(row -> ofReceipt.stream().anyMatch(row::contains));
            }
        });
        assertThat(Stores.rowsWith("account", outcome.receiptId().toString())).hasSize(1)
                .allMatch(row -> row.startsWith("receipt("));
    }

    @Test
    @Tag("case-12")
    void nothingUndoesADeletion() throws Exception {
        Person alice = Person.called("Alice");
        String token = alice.session().accessToken();
        DeletionOutcome outcome = alice.deletesAccount();

        for (String path : List.of("/v1/me/deletion", "/v1/erasures/" + outcome.receiptId(),
                "/v1/accounts/" + alice.id())) {
            assertThat(raw("DELETE", path, token)).isIn(401, 404, 405);
        }
        assertThat(raw("POST", "/v1/erasures/" + outcome.receiptId() + "/cancel", token)).isIn(401, 404, 405);
        Erasures.isComplete(alice.id(), outcome);
    }

    @Test
    @Tag("case-16")
    void sendsThatRaceADeletionLeaveNothingBehind() throws Exception {
        Person alice = Person.called("Alice");
        Person bob = Person.called("Bob");
        alice.sends("before", bob);
        DeletionRequest request = alice.asksForDeletion();
        String code = alice.deletionCode(request);

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> sends = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                sends.add(threads.submit(() -> status(() -> alice.sends("from me", bob))));
                sends.add(threads.submit(() -> status(() -> bob.sends("to you", alice))));
            }
            DeletionOutcome outcome = alice.session().account().confirmDeletion(request.requestId(), code,
                    DeletionScope.OWN_COPIES);
            for (Future<Integer> send : sends) {
                assertThat(send.get()).isIn(200, 401, 404, 410);
            }
            Erasures.isComplete(alice.id(), outcome);
        }
    }

    /// Each token at each service on its own, so that none has longer than the others.
    private static void assertRefusedFrom(Instant moment, List<LetheSession> sessions) throws Exception {
        List<Callable<Void>> refusals = new ArrayList<>();
        for (LetheSession session : sessions) {
            String token = session.accessToken();
            for (String path : List.of("/v1/me", "/v1/chats", "/v1/contacts", "/v1/files/" + UUID.randomUUID())) {
                refusals.add(() -> {
                    eventually(Duration.between(Instant.now(), moment),
                            () -> assertThat(raw("GET", path, token)).as(path).isEqualTo(401));
                    return null;
                });
            }
        }
        inParallel(refusals);
        for (LetheSession session : sessions) {
            assertThatThrownBy(() -> session.account().me()).isInstanceOfSatisfying(ProblemException.class,
                    problem -> assertThat(problem.status()).isEqualTo(401));
        }
    }

    /// Those files of which a row or bytes are there.
    private static List<UUID> stored(List<UUID> files) throws Exception {
        List<UUID> stored = new ArrayList<>();
        for (UUID file : files) {
            if (Stores.count("media", "select count(*) from file where id = ?", file) > 0
                    || Files.exists(Stores.blob(file))) {
                stored.add(file);
            }
        }
        return stored;
    }

    private static long blobsOwnedBy(UUID account) throws Exception {
        return Stores.count("media", "select count(*) from file_reference where holder_id = ?", account);
    }

    static int status(Callable<?> call) throws Exception {
        try {
            call.call();
            return 200;
        } catch (ProblemException problem) {
            return problem.status();
        }
    }

    private static <T> List<T> inParallel(List<Callable<T>> calls) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<T> results = new ArrayList<>();
            for (Future<T> future : threads.invokeAll(calls)) {
                results.add(future.get());
            }
            return results;
        }
    }

    /// The status of a call made without the client, so that nothing is refreshed or retried.
    static int raw(String method, String path, String token) {
        URI uri = Doors.gateway().resolve(path);
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<InputStream> answer = http.send(
                    HttpRequest.newBuilder(uri).method(method, HttpRequest.BodyPublishers.noBody())
                            .header("Authorization", "Bearer " + token).build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            answer.body().close();
            return answer.statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
