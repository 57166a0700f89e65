package dev.lethe.platform.vault;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/// A keyholder over HTTP with mutual TLS.
public final class HttpKeyholder implements Keyholder {

    private final String name;
    private final RestClient http;

    /// A keyholder at an address.
    ///
    /// @param http a client at the keyholder's internal address, with its own time-outs
    public HttpKeyholder(String name, RestClient http) {
        this.name = name;
        this.http = http;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Map<UUID, ShareAnswer> shares(Reader reader, Collection<UUID> subjects) {
        var fetched = post("/internal/v1/shares/fetch", new HolderCalls.Fetch(reader, List.copyOf(subjects)),
                HolderCalls.Fetched.class);
        var answers = new HashMap<UUID, ShareAnswer>();
        fetched.answers().forEach(it -> answers.put(it.subject(), answer(it)));
        return answers;
    }

    @Override
    public PutOutcome put(KeyPart part) {
        return answered(() -> http.put().uri("/internal/v1/keys/{subject}", part.subject())
                .body(new HolderCalls.Put(part.keyId(), part.shares())).retrieve().body(HolderCalls.Outcome.class))
                .outcome();
    }

    @Override
    public PutOutcome refill(UUID subject, Reader reader, Share share) {
        return post("/internal/v1/shares/refill", new HolderCalls.Refill(subject, reader, share),
                HolderCalls.Outcome.class).outcome();
    }

    @Override
    public void name(UUID keyId) {
        answered(() -> http.post().uri("/internal/v1/key-names/{keyId}", keyId).retrieve().toBodilessEntity());
    }

    @Override
    public List<UnnamedKey> unnamed(Duration olderThan) {
        return answered(() -> http.get().uri("/internal/v1/key-names/missing?olderThan={age}", olderThan).retrieve()
                .body(HolderCalls.Unnamed.class)).keys();
    }

    @Override
    public HolderAnswer destroy(DestructionOrder order, UUID receiptId) {
        var answer = post("/internal/v1/destructions", new HolderCalls.Destroy(order, receiptId),
                HolderCalls.Destroyed.class);
        if (answer.waiting()) {
            return new HolderAnswer.Waiting(name);
        }
        if (answer.destroyedMillis() == null || answer.epochEndsMillis() == null || answer.signature() == null) {
            throw new KeyholderUnavailableException(name + " answered in part");
        }
        return new HolderAnswer.Destroyed(answer.holder(), answer.destroyedMillis(), answer.epochEndsMillis(),
                answer.signature());
    }

    private ShareAnswer answer(HolderCalls.Answer answer) {
        return switch (answer.state()) {
            case UNKNOWN -> new ShareAnswer.Unknown();
            case DESTROYED -> new ShareAnswer.Destroyed(answer.order());
            case HELD -> {
                if (answer.share() == null) {
                    throw new KeyholderUnavailableException(name + " answered in part");
                }
                yield new ShareAnswer.Held(answer.share());
            }
        };
    }

    private <T> T post(String path, Object body, Class<T> type) {
        return answered(() -> http.post().uri(path).body(body).retrieve().body(type));
    }

    private <T> T answered(Supplier<@Nullable T> call) {
        try {
            var answer = call.get();
            if (answer == null) {
                throw new KeyholderUnavailableException(name + " answered nothing");
            }
            return answer;
        } catch (RestClientException e) {
            throw new KeyholderUnavailableException(name + " did not answer", e);
        }
    }
}
