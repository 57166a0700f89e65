package dev.lethe.launcher.demo;

/// Something is not as the story says it must be.
final class DemoException extends RuntimeException {

    DemoException(String message) {
        super(message);
    }

    static void unless(boolean expected, String otherwise) {
        if (!expected) {
            throw new DemoException(otherwise);
        }
    }
}
