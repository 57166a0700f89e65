package dev.lethe.platform.restore;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.lethe.platform.internal.AllowedPeers;
import dev.lethe.platform.internal.OperatorWitness;
import dev.lethe.platform.internal.Peer;

/// Hears from an operator that the database was restored.
@RestController
@AllowedPeers("operator")
class RestoreController {

    private static final Logger LOG = LoggerFactory.getLogger(RestoreController.class);

    /// @param done how many were affected, by what the steps act on
    record Restored(Map<String, Long> done) {}

    private final List<RestoreStep> steps;
    private final OperatorWitness witness;

    RestoreController(List<RestoreStep> steps, OperatorWitness witness) {
        this.steps = steps;
        this.witness = witness;
    }

    @PostMapping("/internal/v1/restored")
    Restored restored(Peer operator) {
        witness.saw(operator, "restored");
        LOG.warn("An operator says that the database was restored");
        Map<String, Long> done = new TreeMap<>();
        steps.forEach(step -> done.put(step.item(), step.afterRestore()));
        return new Restored(done);
    }
}
