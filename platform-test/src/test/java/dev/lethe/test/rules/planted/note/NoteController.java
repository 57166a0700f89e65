package dev.lethe.test.rules.planted.note;

import java.time.Clock;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
public class NoteController {
    @Autowired
    private @Nullable Clock clock;

    @GetMapping("/internal/v1/notes")
    String everybody() {
        return String.valueOf(clock);
    }
}
