package dev.lethe.platform.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.lethe.platform.erasure.ColumnEntry.Fate;

class ColumnEntryTest {

    @Test
    void readsAnOwnedColumn() {
        var entry = ColumnEntry.parse("message", "body",
                "subject=owner_id protection=sealed erased=row retention=until-deleted");

        assertThat(entry)
                .contains(new ColumnEntry("message", "body", "owner_id", null, "sealed", Fate.ROW, "until-deleted"));
    }

    @Test
    void readsAMention() {
        var entry = ColumnEntry.parse("message", "author_id",
                "mentions=author_id fate=keep protection=clear retention=until-deleted");

        assertThat(entry.orElseThrow().mentions()).isEqualTo("author_id");
        assertThat(entry.orElseThrow().fate()).isEqualTo(Fate.KEEP);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "words", "subject=owner_id protection=sealed erased=row",
        "subject=owner_id protection=plain erased=row retention=x",
        "subject=owner_id protection=sealed erased=maybe retention=x",
        "subject=a mentions=b protection=sealed erased=row retention=x",
        "mentions=other fate=keep protection=clear retention=x",
        "subject=a subject=b protection=sealed erased=row retention=x",
        "subject=a protection=sealed erased=row retention=x more=y"})
    void refusesWhatIsNotOfTheGrammar(@Nullable String comment) {
        assertThat(ColumnEntry.parse("message", "author_id", comment)).isEmpty();
    }
}
