package dev.lethe.platform.carrier;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

class OverloadFilterTest {

    private static final String ENDING = "/v1/me/deletion/confirmation";

    @SuppressWarnings("NullAway")
    private final OverloadFilter filter = new OverloadFilter(new Backlog(Duration.ZERO), null, List.of(ENDING));

    @Test
    void sparesWhatIsNamedAndNothingElse() {
        assertThat(spares(ENDING)).isTrue();
        assertThat(spares("/internal/v1/revocations")).isTrue();
        assertThat(spares("/v1/me/deletion")).isFalse();
        assertThat(spares(ENDING + "/")).isFalse();
        assertThat(spares(ENDING + "/more")).isFalse();
    }

    private boolean spares(String path) {
        var request = new MockHttpServletRequest("POST", path);
        request.setServletPath(path);
        return filter.shouldNotFilter(request);
    }
}
