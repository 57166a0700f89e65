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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.lethe.client.Contacts.Entry;
import dev.lethe.client.LetheSession;
import dev.lethe.client.Messages.Draft;
import dev.lethe.client.MyAccount.DeletionOutcome;
import dev.lethe.client.MyAccount.DeletionRequest;
import dev.lethe.client.MyAccount.DeletionScope;
import dev.lethe.client.ProblemException;

/// P9: one deletion, everywhere, for ever, with a receipt.
class AccountDeletionStory {

    private static final String PNG = "image/png";

    @Test
    @Tag("case-1")
    @Tag("case-23")
    void aRichAccountIsGoneEverywhereWithinAMinute() throws Exception {
        Person alice = Person.called("Alice");
        Person bob = Person.called("Bob");
        List<LetheSession> devices = List.of(alice.signIn("tablet"), alice.signIn("laptop"));
        fill(alice, bob);
        List<String> kept = bob.textsWith(alice);

        DeletionOutcome outcome = alice.deletesAccount();

        eventually(Duration.ofSeconds(2), () -> assertRefused(alice.session()));
        for (LetheSession device : devices) {
            assertRefused(device);
        }
        Erasures.isComplete(alice.id(), outcome);
        assertThat(bob.textsWith(alice)).isEqualTo(kept);
        assertThat(bob.session().account().person(alice.id()).deleted()).isTrue();
        assertThat(blobsOwnedBy(alice.id())).isZero();
    }

    @Test
    @Tag("case-6")
    void fiftyConfirmationsAreOneCascade() throws Exception {
        Person alice = Person.called("Alice");
        DeletionRequest request = alice.asksForDeletion();
        String code = alice.deletionCode(request);

        List<Integer> statuses = inParallel(50, () -> status(() -> alice.session().account()
                .confirmDeletion(request.requestId(), code, DeletionScope.OWN_COPIES)));

        assertThat(statuses).isSubsetOf(200, 401, 404).contains(200);
        eventually(() -> assertThat(Topics.everything()).filteredOn(
                record -> record.topic().equals("lethe.erasure-ledger.v1")
                        && record.key().equals(alice.id().toString()))
                .hasSize(1));
        assertThat(status(() -> alice.session().account().confirmDeletion(request.requestId(), code,
                DeletionScope.OWN_COPIES))).isIn(200, 401, 404);
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

    private static void fill(Person alice, Person bob) {
        alice.session().contacts().giveConsent();
        alice.session().contacts().sync(List.of(new Entry(bob.number(), "Bob", "Builder")));
        IntStream.range(0, 100).forEach(i -> alice.sends("line " + i, bob));
        for (int i = 0; i < 3; i++) {
            var file = alice.session().files().upload(("picture " + i).getBytes(StandardCharsets.UTF_8),
                    "cat.png", PNG);
            alice.messages().send(bob.id(), Draft.ofFile(file, null));
        }
        bob.sends("answer", alice);
    }

    private static void assertRefused(LetheSession session) {
        for (String path : List.of("/v1/me", "/v1/chats", "/v1/contacts", "/v1/files/" + UUID.randomUUID())) {
            assertThat(raw("GET", path, session.accessToken())).as(path).isEqualTo(401);
        }
        assertThatThrownBy(() -> session.account().me()).isInstanceOf(ProblemException.class);
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

    static <T> List<T> inParallel(int times, Callable<T> call) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<T> results = new ArrayList<>();
            for (Future<T> future : threads.invokeAll(Collections.nCopies(times, call))) {
                results.add(future.get());
            }
            return results;
        }
    }

    /// The status of a call made without the client, so that nothing is refreshed or retried.
    static int raw(String method, String path, String token) {
        URI uri = Running.suite().gateway().resolve(path);
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
