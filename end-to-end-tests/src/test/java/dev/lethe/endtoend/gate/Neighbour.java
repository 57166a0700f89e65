package dev.lethe.endtoend.gate;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import dev.lethe.endtoend.Person;

/// Somebody who asks who they are, again and again over one connection, and is to hear nothing of what others do.
final class Neighbour implements AutoCloseable {

    private final Line line;
    private final Person person;
    private final List<String> wrong = new ArrayList<>();
    private final AtomicInteger answers = new AtomicInteger();
    private final CompletableFuture<Void> done;
    private volatile boolean ends;

    Neighbour(Line line, Person person) {
        this.line = line;
        this.person = person;
        this.done = CompletableFuture.runAsync(this::ask);
    }

    static byte[] question(Person person) {
        return ("GET /v1/me HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + person.session().accessToken()
                + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    private void ask() {
        try (Socket socket = line.open()) {
            BufferedInputStream in = new BufferedInputStream(socket.getInputStream());
            while (!ends) {
                socket.getOutputStream().write(question(person));
                Answer answer = Answer.from(in);
                answers.incrementAndGet();
                if (answer.status() != 200 || !answer.text().contains(person.id().toString())) {
                    wrong.add(answer.status() + " " + Sample.shortened(answer.text()));
                }
            }
        } catch (IOException e) {
            wrong.add("the connection ended: " + e);
        }
    }

    /// What was answered that is not theirs.
    List<String> wrongAnswers() {
        close();
        return wrong;
    }

    int answers() {
        return answers.get();
    }

    @Override
    public void close() {
        ends = true;
        done.join();
    }
}
