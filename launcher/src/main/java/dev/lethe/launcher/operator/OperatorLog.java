package dev.lethe.launcher.operator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.json.JsonMapper;

import dev.lethe.client.receipt.OperatorChain;
import dev.lethe.client.receipt.PublishedKeys;
import dev.lethe.launcher.certificate.PrivateFiles;
import dev.lethe.launcher.suite.OperatorDoor;

/// The log of what operators did. It remembers in a file of this machine where it saw the log end, so that a log which was cut
/// off, or written anew, is recognised later.
public final class OperatorLog {

    /// One thing that an operator did.
    ///
    /// @param account that it is about, if any
    /// @param object  the invitation or request that it is about, if any
    /// @param salt    base64; acts of before there was one have none
    public record Act(long sequence, Instant at, String operator, String act, @Nullable UUID account,
            @Nullable UUID object, @Nullable String salt, String digest) {
        private byte[] link() {
            return OperatorChain.link(sequence, at, act, account, object, salt, operator);
        }
    }

    /// Where the log ends.
    ///
    /// @param digest base64
    public record Head(long sequence, String digest, String signature) {}

    /// What was read, to be judged.
    public record Reading(List<Act> acts, Head head) {}

    private record Page(List<Act> acts, Head head) {}

    private record Seen(long sequence, String digest) {

        static final Seen NOTHING = new Seen(0, Base64.getEncoder().encodeToString(OperatorChain.beginning()));
    }

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String PATH = "/internal/v1/operator-acts?after=";

    private final OperatorDoor door;
    private final PublishedKeys keys;
    private final Path memory;

    public OperatorLog(OperatorDoor door) throws IOException {
        this(door, door.publishedKeys(), door.memory());
    }

    OperatorLog(OperatorDoor door, PublishedKeys keys, Path memory) {
        this.door = door;
        this.keys = keys;
        this.memory = memory;
    }

    /// Reads it all.
    public Reading read() throws IOException, InterruptedException {
        return read(0);
    }

    private Reading read(long after) throws IOException, InterruptedException {
        var acts = new ArrayList<Act>();
        Page page;
        do {
            page = page(acts.isEmpty() ? after : acts.getLast().sequence());
            acts.addAll(page.acts());
        } while (!page.acts().isEmpty());
        return new Reading(acts, page.head());
    }

    private Page page(long after) throws IOException, InterruptedException {
        return JSON.treeToValue(door.call("account-service", "GET", PATH + after), Page.class);
    }

    /// What is wrong with it, in sentences; nothing if it is whole and goes on from where it was seen to end.
    public List<String> faults(Reading reading) throws IOException {
        return faults(Seen.NOTHING, reading);
    }

    /// @param start where the reading begins
    private List<String> faults(Seen start, Reading reading) throws IOException {
        var chain = new Chain(start);
        for (var act : reading.acts()) {
            if (act.sequence() != chain.last() + 1) {
                return List.of("Act %d follows act %d: what stood between was taken out.".formatted(act.sequence(),
                        chain.last()));
            }
            chain.add(act);
            if (!chain.leadsTo(act.sequence(), act.digest())) {
                return List.of("Act %d, or one before it, was changed.".formatted(act.sequence()));
            }
        }
        var faults = new ArrayList<String>();
        var head = reading.head();
        if (!chain.leadsTo(head.sequence(), head.digest())
                || !OperatorChain.isSigned(keys, head.sequence(), decoded(head.digest()), head.signature())) {
            faults.add("The end of the log is not signed by account-service of this suite.");
        }
        var seen = seen();
        if (!chain.leadsTo(seen.sequence(), seen.digest())) {
            faults.add(seen.sequence() > chain.last()
                    ? "The log ends before act %d, which was seen on this machine.".formatted(seen.sequence())
                    : "Act %d is another one than was seen on this machine.".formatted(seen.sequence()));
        }
        return faults;
    }

    /// The digests from an act on that was seen.
    private static final class Chain {

        private final long first;
        private final List<byte[]> digests = new ArrayList<>();

        Chain(Seen start) {
            first = start.sequence();
            digests.add(decoded(start.digest()));
        }

        long last() {
            return first + digests.size() - 1;
        }

        void add(Act act) {
            digests.add(OperatorChain.next(digests.getLast(), act.link()));
        }

        boolean leadsTo(long sequence, String digest) {
            return sequence >= first && sequence <= last()
                    && MessageDigest.isEqual(digests.get((int) (sequence - first)), decoded(digest));
        }
    }

    /// Remembers where a log ends that has no faults, unless more of it was seen meanwhile.
    public void remember(Reading reading) throws IOException {
        var head = reading.head();
        if (head.sequence() > seen().sequence()) {
            PrivateFiles.write(memory,
                    JSON.writeValueAsString(Map.of("sequence", head.sequence(), "digest", head.digest())));
        }
    }

    /// After an act: reads on from where the log was seen to end, and remembers where it ends now. Only where it does not go
    /// on from there it is read as a whole.
    ///
    /// @return what is wrong with it
    public List<String> follow() throws IOException, InterruptedException {
        var seen = seen();
        var reading = read(seen.sequence());
        if (!faults(seen, reading).isEmpty()) {
            reading = read();
            var faults = faults(reading);
            if (!faults.isEmpty()) {
                return faults;
            }
        }
        remember(reading);
        return List.of();
    }

    private Seen seen() throws IOException {
        return Files.exists(memory) ? JSON.readValue(Files.readString(memory), Seen.class) : Seen.NOTHING;
    }

    private static byte[] decoded(String base64) {
        return Base64.getDecoder().decode(base64);
    }
}
