package dev.lethe.endtoend;

import java.nio.file.Path;

import org.junit.jupiter.api.Nested;

import dev.lethe.test.rules.CodeContract;

/// Services check their own shape; these modules are none.
class CodeOfOtherModulesTest {

    @Nested
    class Platform extends CodeContract {
        Platform() {
            super(Path.of("../platform"), "dev.lethe.platform");
        }
    }

    @Nested
    class Gateway extends CodeContract {
        Gateway() {
            super(Path.of("../gateway"), "dev.lethe.gateway");
        }
    }

    @Nested
    class Client extends CodeContract {
        Client() {
            super(Path.of("../client"), "dev.lethe.client");
        }
    }

    @Nested
    class Launcher extends CodeContract {
        Launcher() {
            super(Path.of("../launcher"), "dev.lethe.launcher");
        }
    }
}
