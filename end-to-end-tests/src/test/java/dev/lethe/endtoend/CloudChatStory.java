package dev.lethe.endtoend;

import static dev.lethe.test.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.lethe.client.Files;
import dev.lethe.client.LetheSession;
import dev.lethe.client.Messages.Draft;
import dev.lethe.client.Messages.Message;
import dev.lethe.client.Messages.Page;
import dev.lethe.client.ProblemException;
import dev.lethe.client.Updates;

/// P2: everything is on the server, readable from any of your devices.
class CloudChatStory {

    @Test
    @Tag("anywhere")
    void aSecondDevicePagesThroughTheWholeHistory() {
        Person alice = Person.called("Alice");
        Person bob = Person.called("Bob");
        List<String> sent = IntStream.range(0, 120).mapToObj(i -> "line " + i).toList();
        sent.forEach(text -> alice.sends(text, bob));
        LetheSession tablet = bob.signIn("tablet");

        List<String> read = new ArrayList<>();
        Page page = tablet.messages().history(alice.id());
        while (true) {
            page.messages().forEach(message -> read.add(String.valueOf(message.text())));
            if (page.older() == null) {
                break;
            }
            page = tablet.messages().historyBefore(alice.id(), page.older(), 50);
        }

        assertThat(read.reversed()).isEqualTo(sent);
    }

    @Test
    @Tag("anywhere")
    void aPhotoArrivesByteByByte() throws Exception {
        Person alice = Person.called("Alice");
        Person bob = Person.called("Bob");
        byte[] bytes = new byte[300_000];
        new Random(7).nextBytes(bytes);
        Files.File photo = alice.session().files().upload(bytes, "holiday.jpg", "image/jpeg");
        alice.messages().send(bob.id(), Draft.ofFile(photo, "at the sea"));

        Message received = bob.chatWith(alice).getFirst();

        assertThat(received.text()).isEqualTo("at the sea");
        try (var download = bob.session().files().download(photo.id())) {
            assertThat(download.readAllBytes()).isEqualTo(bytes);
        }
        try (var part = bob.session().files().download(photo.id(), 70_000, 70_009)) {
            assertThat(part.readAllBytes()).isEqualTo(Arrays.copyOfRange(bytes, 70_000, 70_010));
        }
    }

    @Test
    @Tag("anywhere")
    void updatesTellEveryChangeOnceAndInOrder() {
        Person alice = Person.called("Alice");
        Person bob = Person.called("Bob");
        String start = bob.messages().updates().after(null).cursor();
        List<Message> sent = IntStream.range(0, 30).mapToObj(i -> alice.sends("line " + i, bob)).toList();
        bob.deletes(sent.get(3), alice);

        List<String> told = new ArrayList<>();
        List<String> gone = new ArrayList<>();
        Updates.Batch batch = bob.messages().updates().after(start);
        while (!batch.updates().isEmpty()) {
            for (Updates.Update update : batch.updates()) {
                if (update.message() != null && update.message().chatId().equals(alice.id())) {
                    told.add(update.message().id());
                }
                if (update.gone() != null) {
                    gone.addAll(update.gone().ids());
                }
            }
            batch = bob.messages().updates().after(batch.cursor());
        }

        List<String> expected = sent.stream().map(Message::id).filter(id -> !id.equals(sent.get(3).id())).toList();
        assertThat(told).isEqualTo(expected);
        assertThat(gone).containsExactly(sent.get(3).id());
    }

    @Test
    @Tag("case-37")
    void oneClientIdIsOneMessageEvenOverARestart() throws Exception {
        Person alice = Person.called("Alice");
        Person bob = Person.called("Bob");
        Draft draft = Draft.ofText("only once");

        List<String> ids = new ArrayList<>(sendInParallel(alice, bob, draft, 10));
        Running.killAndRestart("message-service");
        ids.addAll(sendInParallel(alice, bob, draft, 10));

        assertThat(ids).hasSize(20).containsOnly(ids.getFirst());
        assertThat(bob.textsWith(alice)).containsExactly("only once");
    }

    @Test
    void chatsOfOthersAreAsIfNotThere() {
        Person alice = Person.called("Alice");
        Person bob = Person.called("Bob");
        Person eve = Person.called("Eve");
        Message secret = alice.sends("for Bob only", bob);

        assertThat(AccountDeletionStory.raw("GET", "/v1/chats/" + alice.id() + "/messages",
                eve.session().accessToken())).isEqualTo(404);
        assertThatThrownBy(() -> eve.messages().send(UUID.randomUUID(), "anybody there?"))
                .isInstanceOfSatisfying(ProblemException.class, p -> assertThat(p.status()).isEqualTo(404));
        assertThatThrownBy(() -> eve.messages().delete(alice.id(), List.of(secret.id())))
                .isInstanceOfSatisfying(ProblemException.class, p -> assertThat(p.status()).isEqualTo(404));
        assertThat(bob.textsWith(alice)).containsExactly("for Bob only");
    }

    @Test
    @Tag("case-34")
    void servicesWhoseDatabaseDiesAnswer503AndRecoverByThemselves() throws Exception {
        Person alice = Person.called("Alice");
        Person bob = Person.called("Bob");
        alice.sends("before", bob);
        UUID file = alice.session().files().upload(new byte[] {1}, "a.txt", "text/plain").id();
        List<String> paths = List.of("/v1/me", "/v1/chats", "/v1/contacts", "/v1/files/" + file);
        Running.suite().process("postgres").kill();

        Map<String, HttpResponse<Void>> away = new LinkedHashMap<>();
        for (String path : paths) {
            away.put(path, get(path, alice));
        }
        Running.restart(Running.suite().process("postgres"));

        assertThat(away).allSatisfy((path, answer) -> {
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        });
        for (String path : paths) {
            eventually(() -> assertThat(get(path, alice).statusCode()).isNotEqualTo(503));
        }
        eventually(() -> assertThat(bob.textsWith(alice)).containsExactly("before"));
        eventually(() -> alice.sends("after", bob));
    }

    private static HttpResponse<Void> get(String path, Person person) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(Doors.gateway().resolve(path))
                    .header("Authorization", "Bearer " + person.session().accessToken())
                    .build(), BodyHandlers.discarding());
        }
    }

    private static List<String> sendInParallel(Person from, Person to, Draft draft, int times) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> all = IntStream.range(0, times)
                    .mapToObj(i -> threads.submit(() -> from.messages().send(to.id(), draft).id())).toList();
            List<String> ids = new ArrayList<>();
            for (Future<String> one : all) {
                ids.add(one.get());
            }
            return ids;
        }
    }
}
