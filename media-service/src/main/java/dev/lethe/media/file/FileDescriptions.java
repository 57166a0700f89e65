package dev.lethe.media.file;

import java.util.UUID;

import org.springframework.stereotype.Component;

import dev.lethe.media.reference.FileKey;
import dev.lethe.platform.problem.PlatformProblems;

/// Reads what is stored of a file beside its bytes.
@Component
class FileDescriptions {

    private final StoredFiles files;

    FileDescriptions(StoredFiles files) {
        this.files = files;
    }

    /// A file that is not complete is not there.
    FileDescription of(UUID id, FileKey key) {
        var file = files.findById(id).filter(StoredFile::isReady).orElseThrow(PlatformProblems.NOT_FOUND::asProblem);
        var sealing = new FileSealing(key, id);
        return new FileDescription(id, new FileName(sealing.openText("name", file.sealedName())),
                sealing.openText("media_type", file.sealedMediaType()), file.size());
    }
}
