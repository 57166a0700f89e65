package dev.lethe.test.rules.planted.tag;

import dev.lethe.test.rules.planted.note.NoteManager;

public final class Tags {
    public static final Object NAME = NoteManager.class;

    private Tags() {}
}
