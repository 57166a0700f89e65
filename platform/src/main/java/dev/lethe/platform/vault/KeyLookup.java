package dev.lethe.platform.vault;

/// What the keyholders said of a subject's key.
public sealed interface KeyLookup {

    record Present(SubjectKey key) implements KeyLookup {}

    record Destroyed() implements KeyLookup {}

    record Unknown() implements KeyLookup {}
}
