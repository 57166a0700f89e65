package dev.lethe.message.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import dev.lethe.message.MessageServiceIT;
import dev.lethe.platform.vault.SubjectKey;
import dev.lethe.platform.vault.Vault;

class SearchTokensIT extends MessageServiceIT {
    @Autowired
    private SearchTokens tokens;
    @Autowired
    private Vault vault;

    @Test
    void areTheSameForTheSameOwnerAndChatOnly() {
        SubjectKey key = vault.key(someone().id);
        SubjectKey other = vault.key(someone().id);
        UUID chat = UUID.randomUUID();
        List<String> text = List.of("harbour");

        long[] made = tokens.of(key, chat, text);

        assertThat(made).hasSize(2).isSorted().isEqualTo(tokens.of(key, chat, List.of("HARBOUR")));
        assertThat(tokens.of(key, UUID.randomUUID(), text)).doesNotContain(made);
        assertThat(tokens.of(other, chat, text)).doesNotContain(made);
        assertThat(tokens.of(key, chat, List.of())).isEmpty();
    }

    @Test
    void findWordsByTheirBeginnings() {
        SubjectKey key = vault.key(someone().id);
        UUID chat = UUID.randomUUID();
        Words words = new Words();

        long[] message = tokens.of(key, chat, List.of("The harbour"));

        assertThat(message).contains(tokens.of(key, chat, Terms.beginningsOf(words.split("harb"))))
                .contains(tokens.of(key, chat, Terms.wholesOf(words.split("harbour"))))
                .doesNotContain(tokens.of(key, chat, Terms.wholesOf(words.split("harb"))));
    }

    @Test
    @Tag("case-55")
    void tellNothingToWhoMailsADictionary() {
        Person victim = someone();
        Person friend = someone();
        Person attacker = someone();
        List<String> dictionary = IntStream.range(0, 10_000).mapToObj(i -> "word" + Integer.toString(i, 36)).toList();
        String known = String.join(" ", dictionary.subList(0, 400));
        friend.sends(victim, known);
        for (int from = 0; from < dictionary.size(); from += 500) {
            attacker.sends(victim, String.join(" ", dictionary.subList(from, from + 500)));
        }

        Set<Long> mailed = tokensOf(victim, attacker);
        Set<Long> learnt = tokensOf(victim, friend);

        assertThat(mailed).hasSizeGreaterThan(10_000);
        assertThat(learnt).hasSizeGreaterThan(400);
        learnt.retainAll(mailed);
        assertThat(learnt).hasSizeLessThanOrEqualTo(4);
    }

    private Set<Long> tokensOf(Person owner, Person partner) {
        return jdbc.sql("select tokens from message where owner_id = :owner and chat_id = :chat")
                .param("owner", owner.id)
                .param("chat", partner.id)
                .query((row, _) -> (Long[]) row.getArray(1).getArray())
                .list()
                .stream()
                .flatMap(Arrays::stream)
                .collect(Collectors.toCollection(HashSet::new));
    }
}
