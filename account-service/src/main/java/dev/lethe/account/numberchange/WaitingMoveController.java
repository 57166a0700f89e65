package dev.lethe.account.numberchange;

import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

import io.swagger.v3.oas.annotations.Hidden;

import dev.lethe.platform.internal.AllowedPeers;
import dev.lethe.platform.internal.Peer;

/// Lets an operator go on where a restored database knows of no move that would free a number.
@Hidden
@RestController
@AllowedPeers("operator")
class WaitingMoveController {

    /// @param waiting how many wait at the replica that answers; they go within a few minutes
    record LetGo(int waiting) {}

    private final WaitingMoves moves;

    WaitingMoveController(WaitingMoves moves) {
        this.moves = moves;
    }

    @PostMapping("/internal/v1/number-moves/let-go")
    LetGo letGo(Peer operator) {
        moves.letGo(operator);
        return new LetGo(moves.count());
    }
}
