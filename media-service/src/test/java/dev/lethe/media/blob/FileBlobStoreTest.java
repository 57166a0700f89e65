package dev.lethe.media.blob;

import java.nio.file.Path;

import org.junit.jupiter.api.io.TempDir;

class FileBlobStoreTest extends BlobStoreContract {
    @TempDir
    Path folder = Path.of(".");

    @Override
    BlobStore store() {
        return new FileBlobStore(folder);
    }
}
