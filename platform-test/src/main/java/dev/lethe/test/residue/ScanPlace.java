package dev.lethe.test.residue;

import java.io.IOException;
import java.util.Map;

/// Somewhere that bytes are left. It can hide controls, so that the scan proves it sees into it.
interface ScanPlace {
    String name();

    /// Gives everything in it to the reader.
    void read(ByteReader reader) throws IOException;

    /// Hides each control the way data is kept here; the result takes them out again.
    Removal plant(Map<String, byte[]> controls) throws IOException;

    /// Takes bytes, part by part.
    interface ByteReader {
        /// Begins something of its own: matches do not cross.
        Part begin(String where);
    }

    /// One file, record or text.
    interface Part {
        void bytes(byte[] bytes, int length);
    }

    /// Takes planted controls out.
    interface Removal {
        void remove() throws IOException;
    }
}
