package dev.lethe.media.file;

/// The life of a file's row.
enum FileState {
    /// Its bytes are still coming.
    UPLOADING,
    /// It can be read by its holders.
    READY,
    /// Nobody holds it: its bytes go, then its row.
    DOOMED
}
