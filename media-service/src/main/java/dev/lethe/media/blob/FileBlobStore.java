package dev.lethe.media.blob;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// Blobs as files of one folder: `incoming/<id>` while they are written, `<first two letters>/<id>` afterwards. The mark
/// is the file `mark`.
@Component
class FileBlobStore implements BlobStore {

    private static final Logger LOG = LoggerFactory.getLogger(FileBlobStore.class);
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /// How many bytes may wait for the disk: enough to keep it busy, and little to wait for at the end.
    private static final long FORCED_EACH = 16L * 1024 * 1024;

    private final Path directory;
    private final Path incoming;

    @Autowired
    FileBlobStore(BlobProperties properties) {
        this(properties.directory());
    }

    FileBlobStore(Path directory) {
        this.directory = directory.toAbsolutePath();
        this.incoming = this.directory.resolve("incoming");
        try {
            Files.createDirectories(incoming);
        } catch (IOException e) {
            throw new BlobStoreException(e);
        }
    }

    @Override
    public BlobWriting write(UUID id) {
        try {
            return new FileWriting(id, FileChannel.open(incoming.resolve(id.toString()), StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.WRITE));
        } catch (IOException e) {
            throw new BlobStoreException(e);
        }
    }

    @Override
    public InputStream read(UUID id, long offset) {
        try {
            var channel = FileChannel.open(finished(id), StandardOpenOption.READ);
            channel.position(offset);
            return Channels.newInputStream(channel);
        } catch (NoSuchFileException e) {
            throw new BlobMissingException();
        } catch (IOException e) {
            throw new BlobStoreException(e);
        }
    }

    @Override
    public boolean delete(UUID id) {
        try {
            // the beginning first: once it is gone, nobody can complete it behind our back
            boolean begun = Files.deleteIfExists(incoming.resolve(id.toString()));
            boolean done = Files.deleteIfExists(finished(id));
            return begun || done;
        } catch (IOException e) {
            throw new BlobStoreException(e);
        }
    }

    @Override
    public Stream<UUID> untouchedSince(Instant moment) {
        try {
            return folders().flatMap(folder -> untouched(folder, moment).stream());
        } catch (IOException e) {
            throw new BlobStoreException(e);
        }
    }

    @SuppressWarnings("StreamResourceLeak") // the caller closes it
    private Stream<Path> folders() throws IOException {
        return Files.list(directory);
    }

    private static List<UUID> untouched(Path folder, Instant moment) {
        var found = new ArrayList<UUID>();
        try {
            Files.walkFileTree(folder, Set.of(), 1, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    String name = file.getFileName().toString();
                    if (attributes.isRegularFile() && ID.matcher(name).matches()
                            && attributes.lastModifiedTime().toInstant().isBefore(moment)) {
                        found.add(UUID.fromString(name));
                    }
                    return FileVisitResult.CONTINUE;
                }

                // gone meanwhile, or unreadable now: the next round sees it again.
                @Override
                public FileVisitResult visitFileFailed(Path file, IOException failure) {
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new BlobStoreException(e);
        }
        return found;
    }

    @Override
    public Optional<StoreMark> mark() {
        try {
            var words = Files.readString(markFile()).strip().split(" ");
            return Optional.of(new StoreMark(UUID.fromString(words[0]), Long.parseLong(words[1])));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException e) {
            throw new BlobStoreException(e);
        } catch (RuntimeException unreadable) {
            throw new BlobStoreException(new IOException("the mark cannot be read"));
        }
    }

    @Override
    public void mark(StoreMark mark) {
        // under a name of its own first: replicas may write at once, and a crash must not leave half a mark
        var written = directory.resolve("mark-" + UUID.randomUUID());
        try {
            try (var channel = FileChannel.open(written, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                channel.write(StandardCharsets.US_ASCII.encode(mark.storeId() + " " + mark.mark() + "\n"));
                channel.force(true);
            }
            Files.move(written, markFile(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            deleteQuietly(written);
            throw new BlobStoreException(e);
        }
    }

    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("a half written mark is left in the store");
        }
    }

    private Path markFile() {
        return directory.resolve("mark");
    }

    private Path finished(UUID id) {
        return folder(id).resolve(id.toString());
    }

    private Path folder(UUID id) {
        return directory.resolve(id.toString().substring(0, 2));
    }

    private static void force(Path folder) throws IOException {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private final class FileWriting implements BlobWriting {

        private final UUID id;
        private final FileChannel channel;
        private boolean completed;
        private long unforced;

        FileWriting(UUID id, FileChannel channel) {
            this.id = id;
            this.channel = channel;
        }

        @Override
        public void append(byte[] bytes) {
            try {
                var buffer = ByteBuffer.wrap(bytes);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                unforced += bytes.length;
                if (unforced >= FORCED_EACH) {
                    channel.force(false);
                    unforced = 0;
                }
            } catch (IOException e) {
                throw new BlobStoreException(e);
            }
        }

        @Override
        public void force() {
            try {
                channel.force(true);
                Files.createDirectories(folder(id));
            } catch (IOException e) {
                throw new BlobStoreException(e);
            }
        }

        @Override
        public void forceName() {
            try {
                FileBlobStore.force(folder(id));
                FileBlobStore.force(directory);
            } catch (IOException e) {
                throw new BlobStoreException(e);
            }
        }

        @Override
        public void complete() {
            try {
                Files.move(incoming.resolve(id.toString()), finished(id), StandardCopyOption.ATOMIC_MOVE);
                completed = true;
            } catch (NoSuchFileException e) {
                throw new BlobMissingException();
            } catch (IOException e) {
                throw new BlobStoreException(e);
            }
        }

        @Override
        public void close() {
            try {
                channel.close();
                if (!completed) {
                    Files.deleteIfExists(incoming.resolve(id.toString()));
                }
            } catch (IOException e) {
                throw new BlobStoreException(e);
            }
        }
    }
}
