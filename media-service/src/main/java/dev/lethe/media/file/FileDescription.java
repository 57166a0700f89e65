package dev.lethe.media.file;

import java.util.UUID;

/// What a holder may know of a file.
///
/// @param type its media type, as the uploader said
/// @param size in bytes
record FileDescription(UUID id, FileName name, String type, long size) {

    @Override
    public String toString() {
        return "FileDescription[id=" + id + "]";
    }
}
