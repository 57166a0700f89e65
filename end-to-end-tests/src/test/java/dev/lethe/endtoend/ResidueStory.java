package dev.lethe.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.lethe.client.MyAccount.DeletionOutcome;
import dev.lethe.launcher.database.PostgresCluster;
import dev.lethe.launcher.suite.Suite;
import dev.lethe.test.residue.ResidueScan;

/// P3 and case 53: whoever takes every disk, log and keyholder folder finds not one personal word in them.
class ResidueStory {

    @Test
    @Tag("case-53")
    void noStoreLogOrBlobHoldsAnythingReadableInFlightOrAfterwards() throws Exception {
        Person bob = Person.called("Bob");
        MarkedAccount marked = MarkedAccount.knowing(bob);
        Person alice = marked.owner();
        assertThat(bob.textsWith(alice)).contains(marked.text().value());
        scan(marked);

        DeletionOutcome outcome = alice.deletesAccount();
        Erasures.isComplete(alice.id(), outcome);
        scan(marked);
        assertThat(bob.textsWith(alice)).contains(marked.text().value());
    }

    private static void scan(MarkedAccount marked) throws Exception {
        Suite suite = Running.suite();
        ResidueScan scan = ResidueScan.lookingFor(marked.canaries())
                .folder("blobs", suite.dataFolder().resolve("blobs")).folder("logs", suite.logFolder())
                .folder("run", suite.home().folder().resolve("run")).folder("postgres", suite.postgres().dataFolder())
                .kafka("kafka", suite.dataFolder().resolve("kafka"));
        for (String keyholder : Stores.KEYHOLDERS) {
            scan = scan.folder(keyholder, suite.dataFolder().resolve(keyholder));
        }
        try (PlantedControls controls = new PlantedControls(clusters())) {
            flush();
            controls.expectedBy(scan).run().assertClean();
        }
    }

    /// By the name of the folder that is scanned.
    private static Map<String, PostgresCluster> clusters() {
        Map<String, PostgresCluster> clusters = new TreeMap<>(Map.of("postgres", Running.suite().postgres()));
        for (String keyholder : Stores.KEYHOLDERS) {
            clusters.put(keyholder, Running.suite().keyholderPostgres(keyholder));
        }
        return clusters;
    }

    /// Makes PostgreSQL write out what it holds in memory.
    private static void flush() throws Exception {
        for (PostgresCluster cluster : clusters().values()) {
            try (Connection connection = cluster.connectAsAdministrator("postgres");
                    Statement statement = connection.createStatement()) {
                statement.execute("checkpoint");
            }
        }
    }
}
