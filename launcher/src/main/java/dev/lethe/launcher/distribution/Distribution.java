package dev.lethe.launcher.distribution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.lethe.launcher.distribution.Java.Mode;

/// The programs as the build left them, and the cache in which they are unpacked. The cache is shared by all homes
/// of a checkout, tests included.
///
/// @param jars  one folder a module, each with `target/<module>-<version>.jar`
/// @param cache outlives `reset`
public record Distribution(Path jars, Path cache) {

    /// The checkout's own build, or the folder that the system property `lethe.dist` names.
    public static Distribution ofCheckout() {
        var checkout = Checkout.folder();
        var dist = System.getProperty("lethe.dist");
        return new Distribution(dist == null ? checkout : Path.of(dist).toAbsolutePath(),
                checkout.resolve(".lethe/cache"));
    }

    /// The program of a module, unpacked, with the record of a mode; empty when it was not built.
    public Optional<Program> program(String module, Mode mode) throws IOException, InterruptedException {
        var jar = jar(module);
        return jar.isPresent() ? Optional.of(Program.unpacked(module, jar.get(), cache, mode)) : Optional.empty();
    }

    private Optional<Path> jar(String module) throws IOException {
        var suffix = module.equals("launcher") ? "-boot.jar" : ".jar";
        List<Path> found = new ArrayList<>();
        for (var folder : List.of(jars.resolve(module).resolve("target"), jars)) {
            if (Files.isDirectory(folder)) {
                try (var files = Files.newDirectoryStream(folder, module + "-[0-9]*" + suffix)) {
                    files.forEach(found::add);
                }
            }
        }
        return found.stream().findFirst();
    }
}
