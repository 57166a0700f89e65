package dev.lethe.message.transfer;

import java.util.Arrays;

import tools.jackson.databind.json.JsonMapper;

/// Whether two messages of exports say the same, in whatever order their fields stand.
final class SameMessage {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private SameMessage() {
    }

    static boolean is(byte[] one, byte[] other) {
        return Arrays.equals(one, other)
                || (one.length == other.length && JSON.readTree(one).equals(JSON.readTree(other)));
    }
}
