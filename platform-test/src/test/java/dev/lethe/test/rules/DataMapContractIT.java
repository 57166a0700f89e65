package dev.lethe.test.rules;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@SuppressWarnings("JUnitMethodInvoked")
@Tag("case-9")
class DataMapContractIT {
    @Test
    void acceptsThePlatformsOwnTables() {
        var own = over("classpath:db/ledger", "classpath:db/platform", "classpath:db/subject");

        own.knowsEveryColumn();
        own.knowsWhoseAccountsAreMentioned();
    }

    @Test
    void failsForATableWithoutAComment() {
        assertThatThrownBy(() -> planted("uncommented").knowsEveryColumn()).isInstanceOf(AssertionError.class)
                .hasMessageContaining("forgotten: the table has no comment")
                .hasMessageContaining("forgotten.text: no entry in the data map");
    }

    @Test
    void failsForAColumnAddedWithoutAComment() {
        assertThatThrownBy(() -> planted("added-column").knowsEveryColumn()).isInstanceOf(AssertionError.class)
                .hasMessageContaining("subject.nickname: no entry in the data map");
    }

    @Test
    void failsForJson() {
        assertThatThrownBy(() -> planted("json").knowsEveryColumn()).isInstanceOf(AssertionError.class)
                .hasMessageContaining("jsonb hides what it holds");
    }

    @Test
    void failsForAnAccountThatIsNotMentioned() {
        assertThatThrownBy(() -> planted("unmentioned").knowsWhoseAccountsAreMentioned())
                .isInstanceOf(AssertionError.class).hasMessageContaining("note.sender_id");
    }

    @Test
    void failsForSamplesOfWhatIsSealed() {
        assertThatThrownBy(() -> planted("sampled").keepsNoSamplesOfWhatIsProtected())
                .isInstanceOf(AssertionError.class).hasMessageContaining("diary.page");
    }

    @Test
    void acceptsSamplesThatWereTakenBackAfterMigration() {
        over("classpath:db/ledger", "classpath:db/platform", "classpath:db/subject", "classpath:planted/sampled",
                "classpath:db/always")
                .keepsNoSamplesOfWhatIsProtected();
    }

    private static DataMapContract planted(String name) {
        return over("classpath:db/ledger", "classpath:db/platform", "classpath:db/subject",
                "classpath:planted/" + name);
    }

    private static DataMapContract over(String... locations) {
        return new DataMapContract() {
            @Override
            protected List<String> locations() {
                return List.of(locations);
            }
        };
    }
}
