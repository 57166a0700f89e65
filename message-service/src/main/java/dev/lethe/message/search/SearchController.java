package dev.lethe.message.search;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;

import dev.lethe.message.mailbox.ChatId;
import dev.lethe.message.mailbox.Cursor;
import dev.lethe.message.mailbox.MessageId;
import dev.lethe.message.words.Phrase;
import dev.lethe.message.words.Words;
import dev.lethe.platform.caller.Caller;
import dev.lethe.platform.problem.PlatformProblems;
import dev.lethe.platform.text.TextRule;

/// Searching all of the history.
@RestController
@Tag(name = "search", description = "Words in, messages out, over all of your history.")
class SearchController {
    private static final int MOST_PHRASES = 32;
    // what stands together is a phrase of many words, and each may be compared at each place of a message
    private static final int MOST_WORDS = 128;
    private static final int LONGEST_QUERY = 256;

    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "SearchPage", requiredProperties = {"hits"})
    record HitPage(
            @Schema(description = "Newest first. Where very many messages share a beginning, those with the whole "
                    + "words come first and `next` leads on to the others.") List<Hit> hits,
            @Schema(description = "Everything since then was searched; absent when all of it was.") @Nullable Instant searchedBackTo,
            @Schema(description = "For the next page; absent on the last. A page can be short, or empty, because "
                    + "time was up.") @Nullable String next) {}

    private final MessageSearch search;
    private final Words words;

    SearchController(MessageSearch search, Words words) {
        this.search = search;
        this.words = words;
    }

    @GetMapping("/v1/search")
    @Operation(operationId = "searchMessages", summary = "Finds messages by words and beginnings of words.")
    HitPage find(Caller caller,
            @Parameter(description = "Words, all of which must be there. From three letters on a word also finds "
                    + "those that begin with it. What is written together, as a file name or a run of Chinese, is "
                    + "found where it stands together.",
                    schema = @Schema(type = "string", maxLength = LONGEST_QUERY, defaultValue = "")) @RequestParam(
                            defaultValue = "") String q,
            @RequestParam @Nullable UUID chatId,
            @Parameter(description = "Account id of who wrote it.") @RequestParam @Nullable UUID from,
            @Parameter(description = "`photo`, `video`, `audio` or `document`.") @RequestParam @Nullable @Pattern(
                    regexp = "photo|video|audio|document") String media,
            @Parameter(description = "Not older than this.") @RequestParam @Nullable Instant after,
            @Parameter(description = "Older than this.") @RequestParam @Nullable Instant before,
            @RequestParam @Nullable String cursor,
            @RequestParam(defaultValue = "50") @Min(1) @Max(100) int limit) {
        SearchQuery query = new SearchQuery(phrases(q), chatId == null ? null : new ChatId(chatId), from,
                MediaKind.parse(media), after == null ? 0 : id(after), before == null ? Long.MAX_VALUE : id(before));
        if (!query.hasWords() && chatId == null && from == null && media == null) {
            throw PlatformProblems.INVALID_REQUEST.asProblem().withField("q", "is required here");
        }
        return page(caller, query, cursor, limit);
    }

    private HitPage page(Caller caller, SearchQuery query, @Nullable String cursor, int limit) {
        UUID owner = caller.accountId();
        UUID list = query.list();
        Progress progress = Progress.of(cursor == null ? null : Cursor.parse(cursor, owner), list);
        SearchRun.Answer answer = search.search(caller, query, progress, limit);
        Progress next = answer.next();
        return new HitPage(answer.hits(), answer.searchedBackTo(),
                next == null ? null : next.cursor(owner, list).toString());
    }

    private List<Phrase> phrases(String q) {
        if (TextRule.length(q) > LONGEST_QUERY) {
            throw PlatformProblems.INVALID_REQUEST.asProblem()
                    .withField("q", "must have no more than " + LONGEST_QUERY + " characters");
        }
        List<Phrase> found = words.phrases(q);
        if (found.isEmpty() && !q.isBlank()) {
            throw PlatformProblems.INVALID_REQUEST.asProblem().withField("q", "has no word in it");
        }
        if (found.size() > MOST_PHRASES) {
            throw PlatformProblems.INVALID_REQUEST.asProblem()
                    .withField("q", "must have no more than " + MOST_PHRASES + " words");
        }
        if (found.stream().mapToInt(phrase -> phrase.words().size()).sum() > MOST_WORDS) {
            throw PlatformProblems.INVALID_REQUEST.asProblem().withField("q",
                    "must have no more than " + MOST_WORDS + " words or letters that stand together");
        }
        return found;
    }

    // Ids are counted from 1970 and reach beyond the year 2200; what lies outside is before or after all of them.
    private static long id(Instant time) {
        Instant last = new MessageId(Long.MAX_VALUE).time();
        if (!time.isBefore(last)) {
            return Long.MAX_VALUE;
        }
        return time.isBefore(Instant.EPOCH) ? 0 : MessageId.earliestAt(time).value();
    }
}
