package dev.lethe.test.rules.planted.note;

import java.time.Instant;
import java.util.Date;

import dev.lethe.test.rules.planted.tag.Tags;

public class NoteManager {
    public Instant now() {
        System.out.println(Tags.NAME);
        return Instant.now();
    }

    @SuppressWarnings("JavaUtilDate")
    public Date day() throws InterruptedException {
        Thread.sleep(1L);
        return new Date();
    }
}
