package dev.lethe.media.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import dev.lethe.platform.problem.Problem;

@Tag("case-73")
class TransferPlacesTest {
    private static final long HEAP = 8 * 256 * 1024;
    private final TransferPlaces places = new TransferPlaces(new TransferProperties(2, 3, 90), HEAP);
    private final UUID alice = UUID.randomUUID();

    @Test
    void hasThePromisedDefaults() {
        assertThat(bind(Map.of())).isEqualTo(new TransferProperties(8, 32, 25));
    }

    @Test
    void mapsEverySetting() {
        assertThat(bind(Map.of("lethe.transfer.uploads", "1", "lethe.transfer.downloads", "2",
                "lethe.transfer.heap-percent", "3"))).isEqualTo(new TransferProperties(1, 2, 3));
    }

    @Test
    void givesAnAccountSoManyAndNoMore() {
        var first = places.forUpload(alice);
        places.forUpload(alice);

        assertThatThrownBy(() -> places.forUpload(alice)).isInstanceOfSatisfying(Problem.class,
                problem -> assertThat(problem.type().status()).isEqualTo(429));

        first.close();
        places.forUpload(alice).close();
    }

    @Test
    void turnsAwayWhoeverWouldFillTheHeap() {
        var taken = new ArrayList<TransferPlaces.Place>();
        for (int i = 0; i < 3; i++)
            taken.add(places.forUpload(UUID.randomUUID()));

        assertThatThrownBy(() -> places.forUpload(alice)).isInstanceOfSatisfying(Problem.class,
                problem -> assertThat(problem.type().status()).isEqualTo(503));

        taken.getFirst().close();
        places.forUpload(alice).close();
    }

    @Test
    void keepsPlacesForDownloadsWhenUploadsHaveTakenTheirs() {
        for (int i = 0; i < 3; i++)
            places.forUpload(UUID.randomUUID());

        places.forDownload(alice).close();
    }

    @Test
    void givesNobodyMoreThanAnEighth() {
        var large = new TransferPlaces(new TransferProperties(50, 50, 100), 2 * 81 * 256 * 1024);
        for (int i = 0; i < 10; i++)
            large.forDownload(alice);

        assertThatThrownBy(() -> large.forDownload(alice)).isInstanceOfSatisfying(Problem.class,
                problem -> assertThat(problem.type().status()).isEqualTo(429));
        large.forDownload(UUID.randomUUID()).close();
    }

    private static TransferProperties bind(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate("lethe.transfer",
                TransferProperties.class);
    }
}
