package dev.lethe.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.lethe.client.MyAccount.DeletionOutcome;
import dev.lethe.endtoend.StolenHolder.Share;

/// P3: whoever steals all data and the whole store of one keyholder reads nothing. That two would do shows that the
/// attack is a real one.
class StolenSharesStory {

    private final MarkedAccount marked = MarkedAccount.knowing(Person.called("Bob"));

    @Test
    @Tag("case-53")
    void oneKeyholderOpensNothingAndAnyTwoOpenAll() throws Exception {
        StolenData data = StolenData.of(marked.owner().id());
        List<Share> first = sharesOf("keyholder-1");
        List<Share> second = sharesOf("keyholder-2");
        List<Share> third = sharesOf("keyholder-3");

        for (List<Share> one : List.of(first, second, third)) {
            assertThat(one).isNotEmpty();
            assertThat(Attack.recovers(marked.canaries(), data, one)).isEmpty();
        }
        for (List<Share> two : List.of(both(first, second), both(first, third), both(second, third))) {
            assertThat(Attack.recovers(marked.canaries(), data, two)).isEqualTo(marked.held());
        }
    }

    @Test
    @Tag("case-53")
    void allKeyholdersTogetherOpenNothingOfAnErasedAccountInOldData() throws Exception {
        StolenData old = StolenData.of(marked.owner().id());
        assertThat(Attack.recovers(marked.canaries(), old, allShares())).isEqualTo(marked.held());

        DeletionOutcome outcome = marked.owner().deletesAccount();
        Erasures.isComplete(marked.owner().id(), outcome);

        assertThat(Attack.recovers(marked.canaries(), old, allShares())).isEmpty();
    }

    private List<Share> allShares() throws Exception {
        List<Share> shares = new ArrayList<>();
        for (String keyholder : Stores.KEYHOLDERS) {
            shares.addAll(sharesOf(keyholder));
        }
        return shares;
    }

    private List<Share> sharesOf(String keyholder) throws Exception {
        return StolenHolder.shares(keyholder, marked.owner().id());
    }

    private static List<Share> both(List<Share> one, List<Share> other) {
        List<Share> both = new ArrayList<>(one);
        both.addAll(other);
        return both;
    }
}
