package dev.lethe.test.sample;

import java.io.IOException;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.NotBlank;

import org.apache.coyote.CloseNowException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import dev.lethe.platform.caller.Caller;
import dev.lethe.platform.caller.Open;

/// Endpoints that fail in every way that one can.
@RestController
class OddController {

    record Note(@NotBlank String text, @Nullable Note inner, @Nullable String title, @Nullable UUID id,
            @Nullable Instant at, @Nullable Integer count, @Nullable Boolean flag, @Nullable TimeUnit unit) {}

    @GetMapping("/v1/words")
    String words(Caller caller, @RequestParam String q, @RequestParam(defaultValue = "1") int limit) {
        return q.length() + " " + limit;
    }

    @PostMapping("/v1/notes")
    Note note(Caller caller, @RequestBody Note note) {
        return note;
    }

    @GetMapping("/v1/open")
    @Open
    String open() {
        return "open";
    }

    @GetMapping("/v1/failing")
    String fail(@RequestParam String q) {
        throw new IllegalStateException("no " + q, new IllegalArgumentException(q));
    }

    /// Begins an answer, and breaks it off.
    @GetMapping("/v1/cut")
    void cut(Caller caller, HttpServletResponse response) throws IOException {
        response.getOutputStream().print("{\"half\":");
        response.flushBuffer();
        throw new CloseNowException("half");
    }

    /// Fails in another thread, after the request was put aside.
    @GetMapping("/v1/later")
    void later(Caller caller, HttpServletRequest request) {
        var asynchronous = request.startAsync();
        asynchronous.start(() -> {
            asynchronous.dispatch("/v1/caller");
        });
    }
}
