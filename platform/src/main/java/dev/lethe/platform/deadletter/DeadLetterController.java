package dev.lethe.platform.deadletter;

import java.util.List;
import java.util.UUID;

import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.lethe.platform.internal.AllowedPeers;
import dev.lethe.platform.internal.OperatorWitness;
import dev.lethe.platform.internal.Peer;

/// Shows dead letters to operators, who replay or drop them.
@RestController
@RequestMapping("/internal/v1/dead-letters")
@AllowedPeers("operator")
class DeadLetterController {

    /// @param total how many there are; the list holds the oldest thousand
    record Letters(long total, List<DeadLetters.Line> letters) {}

    record Replayed(int replayed, long left) {}

    record Dropped(int dropped) {}

    private final DeadLetters letters;
    private final DeadLetterReplays replays;
    private final TransactionTemplate transaction;
    private final OperatorWitness witness;

    DeadLetterController(DeadLetters letters, DeadLetterReplays replays, TransactionTemplate transaction,
            OperatorWitness witness) {
        this.letters = letters;
        this.replays = replays;
        this.transaction = transaction;
        this.witness = witness;
    }

    @GetMapping
    Letters letters() {
        return new Letters(letters.count(), letters.list());
    }

    @PostMapping("/replay")
    Replayed replay(Peer operator) {
        witness.saw(operator, "dead-letters-replayed");
        int replayed = replays.replayAll();
        return new Replayed(replayed, letters.count());
    }

    @DeleteMapping("/{id}")
    Dropped drop(@PathVariable UUID id, Peer operator) {
        return new Dropped(Boolean.TRUE.equals(transaction.execute(_ -> {
            // a replay may hold the letter: nobody waits for it who stands in the way of others' acts
            boolean isTaken = letters.take(id).isPresent();
            if (isTaken) {
                witness.saw(operator, "dead-letter-dropped");
            }
            return isTaken;
        })) ? 1 : 0);
    }
}
