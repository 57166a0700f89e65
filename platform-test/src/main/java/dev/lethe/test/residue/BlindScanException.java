package dev.lethe.test.residue;

/// A scan did not see a control that lies there, so that its silence proves nothing.
public final class BlindScanException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BlindScanException(String message) {
        super(message);
    }
}
