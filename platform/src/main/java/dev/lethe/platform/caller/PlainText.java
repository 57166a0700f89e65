package dev.lethe.platform.caller;

/// Text without control characters and without code points that mean nothing.
final class PlainText {

    private PlainText() {
    }

    static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == 0x7F) {
                return false;
            }
            if (c > 0x7F) {
                return text.codePoints().allMatch(it -> Character.isDefined(it) && !Character.isISOControl(it));
            }
        }
        return true;
    }
}
