package dev.lethe.client;

import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.LongFunction;

import org.jspecify.annotations.Nullable;

import dev.lethe.client.receipt.OperatorChain;
import dev.lethe.client.receipt.PublishedKeys;

/// What operators did with my account, and the proof that their log has it so.
///
/// @param before digest of the act before the first of these, base64
/// @param links  SHA-256 of what each act says, from the first of these to the head, base64
public record OperatorActs(List<Act> acts, String before, List<String> links, Head head) {

    /// One thing that an operator did.
    ///
    /// @param operator the name in the operator's certificate
    /// @param act      such as `erasure-asked`
    /// @param object   the request that it was about, if any
    /// @param salt     base64; without it nobody can guess what a link says
    public record Act(long sequence, Instant at, String operator, String act, @Nullable UUID object,
            @Nullable String salt) {}

    /// The last act of the log. Keep it: the log must always come to it again.
    public record Head(long sequence, String digest, String signature) {}

    /// @param next where the next page begins, if there is one
    record Page(List<Act> acts, String before, List<String> links, Head head, @Nullable Long next) {}

    /// Joins pages, each of which is had by where it begins.
    static OperatorActs of(LongFunction<Page> pages) {
        Page first = pages.apply(0);
        List<Act> acts = new ArrayList<>(first.acts());
        List<String> links = new ArrayList<>(first.links());
        Page page = first;
        long begin = 0;
        for (Long next = first.next(); next != null; next = page.next()) {
            if (next <= begin) {
                throw new IllegalStateException("pages of the operators' acts go in a circle");
            }
            begin = next;
            page = pages.apply(next);
            acts.addAll(page.acts());
            links.addAll(page.links());
        }
        return new OperatorActs(acts, first.before(), links, page.head());
    }

    /// Whether each act stands in the log as it is told here, and the suite signed where the log ends.
    ///
    /// @param account mine
    public boolean hold(UUID account, PublishedKeys keys) {
        try {
            return holdsTogether(account, keys);
        } catch (IllegalArgumentException _) {
            // no base64, or no salt
            return false;
        }
    }

    private boolean holdsTogether(UUID account, PublishedKeys keys) {
        byte[] digest = decoded(before);
        for (String link : links) {
            digest = OperatorChain.next(digest, decoded(link));
        }
        return acts.stream().allMatch(it -> isLinked(it, account))
                && MessageDigest.isEqual(digest, decoded(head.digest()))
                && OperatorChain.isSigned(keys, head.sequence(), digest, head.signature());
    }

    private boolean isLinked(Act act, UUID account) {
        long place = act.sequence() - acts.getFirst().sequence();
        return place >= 0 && place < links.size()
                && acts.getFirst().sequence() + links.size() - 1 == head.sequence()
                && MessageDigest.isEqual(decoded(links.get((int) place)), OperatorChain.link(act.sequence(), act.at(),
                        act.act(), account, act.object(), act.salt(), act.operator()));
    }

    private static byte[] decoded(String base64) {
        return Base64.getDecoder().decode(base64);
    }
}
