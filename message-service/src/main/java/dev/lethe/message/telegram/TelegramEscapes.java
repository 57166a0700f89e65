package dev.lethe.message.telegram;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Makes JSON of what Telegram Desktop writes: it has `\x0C` for a control character, where JSON knows `\u000C` alone.
final class TelegramEscapes extends FilterInputStream {
    private static final byte[] IN_JSON = {'u', '0', '0'};
    private static final int LONGER = IN_JSON.length;
    private static final int AT_ONCE = 8_192;

    private final byte[] source = new byte[AT_ONCE];
    private byte[] target = new byte[0];
    private int at;
    private int end;
    private boolean escaped;
    private boolean begun;
    private boolean wide;

    TelegramEscapes(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        return fill() ? target[at++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int some = Math.min(length, end - at);
        System.arraycopy(target, at, into, offset, some);
        at += some;
        return some;
    }

    @Override
    public int available() {
        return end - at;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private boolean fill() throws IOException {
        while (at == end) {
            int read = in.read(source, 0, source.length);
            if (read < 0) {
                return false;
            }
            translate(read);
        }
        return true;
    }

    private void translate(int length) {
        if (!begun && length > 0) {
            begun = true;
            wide = isWide(length);
        }
        target = new byte[length * LONGER];
        at = 0;
        end = 0;
        for (int i = 0; i < length; i++) {
            byte next = source[i];
            if (escaped && next == 'x' && !wide) {
                System.arraycopy(IN_JSON, 0, target, end, LONGER);
                end += LONGER;
            } else {
                target[end++] = next;
            }
            escaped = next == '\\' && !escaped;
        }
    }

    // UTF-16 and UTF-32 begin with a mark or have a NUL in their first brace; there, bytes are no characters.
    private boolean isWide(int length) {
        return source[0] == 0 || (length > 1 && source[1] == 0) || (source[0] & 0xFE) == 0xFE;
    }
}
