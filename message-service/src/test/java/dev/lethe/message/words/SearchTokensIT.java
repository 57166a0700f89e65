package dev.lethe.message.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import dev.lethe.message.MessageServiceIT;
import dev.lethe.platform.vault.SubjectKey;
import dev.lethe.platform.vault.Vault;

class SearchTokensIT extends MessageServiceIT {
    private static final int OF_CHAT = 4;
    private static final int BEFORE_WORD = 7;

    @Autowired
    private SearchTokens tokens;
    @Autowired
    private Vault vault;

    @Test
    void areTheSameForTheSameOwnerAndChatOnly() {
        SubjectKey key = vault.key(someone().id);
        SubjectKey other = vault.key(someone().id);
        UUID chat = UUID.randomUUID();
        String made = tokens.entries(key, chat, words("harbour"));

        assertThat(made).hasSize(11).isEqualTo(tokens.entries(key, chat, words("HARBOUR")));
        for (String foreign : List.of(tokens.entries(key, UUID.randomUUID(), words("harbour")),
                tokens.entries(other, chat, words("harbour")))) {
            assertThat(foreign.substring(0, OF_CHAT)).isNotEqualTo(made.substring(0, OF_CHAT));
            assertThat(foreign.substring(OF_CHAT, BEFORE_WORD)).isNotEqualTo(made.substring(OF_CHAT, BEFORE_WORD));
            assertThat(foreign.substring(BEFORE_WORD)).isNotEqualTo(made.substring(BEFORE_WORD));
        }
        assertThat(tokens.entries(key, chat, words(""))).isEmpty();
    }

    @Test
    void findWordsWholeAndByTheirBeginnings() {
        SubjectKey key = vault.key(someone().id);
        UUID chat = UUID.randomUUID();
        String message = tokens.entries(key, chat, words("The harbour, at night"));

        assertThat(matches(message, query(key, chat, Terms.beginningsOf(split("harb"))))).isTrue();
        assertThat(matches(message, query(key, chat, Terms.beginningsOf(split("hat"))))).isFalse();
        assertThat(matches(message, query(key, chat, Terms.wholesOf(split("har"))))).isTrue();
        assertThat(matches(message, query(key, chat, Terms.wholesOf(split("harbour night"))))).isTrue();
        assertThat(matches(message, query(key, chat, Terms.wholesOf(split("harbour morning"))))).isFalse();
        assertThat(matches(message, query(key, chat, Terms.wholesOf(split("harb"))))).isFalse();
        assertThat(matches(message, query(key, chat, Terms.beginningsOf(split("at"))))).isTrue();
        assertThat(query(key, chat, Terms.beginningsOf(List.of()))).isNull();
    }

    private boolean matches(String entries, @Nullable String query) {
        return jdbc.sql("select cast(:entries as tsvector) @@ cast(:query as tsquery)")
                .param("entries", entries)
                .param("query", query)
                .query(Boolean.class)
                .single();
    }

    private @Nullable String query(SubjectKey key, UUID chat, Terms terms) {
        return tokens.queries(key, List.of(UUID.randomUUID(), chat), terms).getLast();
    }

    private Terms words(String text) {
        return tokens.terms(List.of(text));
    }

    private static List<Word> split(String text) {
        return new Words().split(text);
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

        Set<String> mailed = tokensOf(victim, attacker);
        Set<String> learnt = tokensOf(victim, friend);

        assertThat(mailed).hasSizeGreaterThan(9_990);
        assertThat(learnt).hasSizeGreaterThan(390);
        for (int behind : List.of(0, OF_CHAT, BEFORE_WORD)) {
            Set<String> same = behind(behind, learnt);
            same.retainAll(behind(behind, mailed));
            assertThat(same).as("the same behind %d characters", behind).hasSizeLessThanOrEqualTo(4);
        }
    }

    private static Set<String> behind(int characters, Set<String> entries) {
        return entries.stream().map(entry -> entry.substring(characters))
                .collect(Collectors.toCollection(HashSet::new));
    }

    private Set<String> tokensOf(Person owner, Person partner) {
        return jdbc.sql("select tsvector_to_array(tokens) from message where owner_id = :owner and chat_id = :chat")
                .param("owner", owner.id)
                .param("chat", partner.id)
                .query((row, _) -> (String[]) row.getArray(1).getArray())
                .list()
                .stream()
                .flatMap(Arrays::stream)
                .collect(Collectors.toCollection(HashSet::new));
    }
}
