package dev.lethe.message.words;

import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;

import org.springframework.stereotype.Component;

/// Splits texts into words. What splits is costly to make and serves one text at a time, so it is kept;
/// not by thread, for a request has a virtual thread of its own.
@Component
public class Words {
    private final Deque<Splitter> idle = new ConcurrentLinkedDeque<>();

    /// The words of a text in their order, repeated ones too.
    public List<Word> split(String text) {
        Splitter splitter = idle.pollFirst();
        if (splitter == null) {
            splitter = new Splitter();
        }
        List<Word> words = splitter.split(text);
        // one that failed halfway is not used again
        idle.offerFirst(splitter);
        return words;
    }
}
