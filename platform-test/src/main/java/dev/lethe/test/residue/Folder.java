package dev.lethe.test.residue;

import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// All files under a folder, byte by byte; files that vanish while it reads are left out.
class Folder implements ScanPlace {
    private static final int CHUNK = 1 << 20;

    private final String name;
    private final Path root;

    Folder(String name, Path root) {
        this.name = name;
        this.root = root;
    }

    @Override
    public String name() {
        return name;
    }

    final Path root() {
        return root;
    }

    @Override
    public void read(ByteReader reader) throws IOException {
        for (var file : files())
            readFile(file, reader);
    }

    final void readFile(Path file, ByteReader reader) throws IOException {
        var part = reader.begin(root.relativize(file).toString());
        var buffer = new byte[CHUNK];
        try (var input = Files.newInputStream(file)) {
            for (int length = input.read(buffer); length >= 0; length = input.read(buffer))
                part.bytes(buffer, length);
        } catch (NoSuchFileException | FileNotFoundException vanished) {
            part.bytes(buffer, 0);
        }
    }

    final List<Path> files() throws IOException {
        var files = new ArrayList<Path>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile())
                    files.add(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException)
                    return FileVisitResult.CONTINUE;
                throw failure;
            }
        });
        return files;
    }

    @Override
    public Removal plant(Map<String, byte[]> controls) throws IOException {
        var all = new ByteArrayOutputStream();
        for (var control : controls.values()) {
            all.write(control);
            all.write('\n');
        }
        var file = Files.write(root.resolve("residue-control-" + UUID.randomUUID()), all.toByteArray());
        return () -> Files.deleteIfExists(file);
    }
}
