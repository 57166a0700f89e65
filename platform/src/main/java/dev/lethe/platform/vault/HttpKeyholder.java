package dev.lethe.platform.vault;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// A keyholder over HTTP with mutual TLS.
public final class HttpKeyholder implements Keyholder {

    private static final int MOST_BYTES = 1 << 20;
    private static final JsonMapper JSON = JsonMapper.builder().build();

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
        var answers = new HashMap<UUID, ShareAnswer>();
        var doubled = new HashSet<UUID>();
        for (var each : fetch(reader, subjects)) {
            var answer = answer(each);
            if (answer != null && answers.put(each.subject(), answer) != null) {
                doubled.add(each.subject());
            }
        }
        doubled.forEach(answers::remove);
        return answers;
    }

    /// What cannot be read is as good as no answer about anybody, and so is what is longer than all answers could be.
    private List<HolderCalls.Answer> fetch(Reader reader, Collection<UUID> subjects) {
        var body = answered(() -> http.post().uri("/internal/v1/shares/fetch")
                .body(new HolderCalls.Fetch(reader, List.copyOf(subjects))).exchange((_, response) -> {
                    if (!response.getStatusCode().is2xxSuccessful()) {
                        throw new KeyholderUnavailableException(name + " refused");
                    }
                    return response.getBody().readNBytes(MOST_BYTES + 1);
                }));
        return body.length > MOST_BYTES ? List.of() : read(body);
    }

    private static List<HolderCalls.Answer> read(byte[] body) {
        try {
            var fetched = JSON.readValue(body, HolderCalls.Fetched.class);
            return fetched == null || fetched.answers() == null ? List.of()
                    : fetched.answers().stream().filter(it -> it != null && it.state() != null).toList();
        } catch (JacksonException _) {
            return List.of();
        }
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
    public List<HolderAnswer> destroy(List<HolderCalls.Destroy> orders) {
        var answers = post("/internal/v1/destructions", new HolderCalls.DestroyAll(orders),
                HolderCalls.AllDestroyed.class).all();
        if (answers == null || answers.size() != orders.size() || answers.contains(null)) {
            throw new KeyholderUnavailableException(name + " answered in part");
        }
        return answers.stream().map(this::read).toList();
    }

    private HolderAnswer read(HolderCalls.Destroyed answer) {
        if (answer.waiting()) {
            return new HolderAnswer.Waiting(name);
        }
        if (answer.destroyedMillis() == null || answer.epochEndsMillis() == null || answer.signature() == null) {
            throw new KeyholderUnavailableException(name + " answered in part");
        }
        return new HolderAnswer.Destroyed(answer.holder(), answer.destroyedMillis(), answer.epochEndsMillis(),
                answer.signature());
    }

    /// Null when it says that it holds a share, and does not bring it.
    private static @Nullable ShareAnswer answer(HolderCalls.Answer answer) {
        return switch (answer.state()) {
            case UNKNOWN -> new ShareAnswer.Unknown();
            case DESTROYED -> new ShareAnswer.Destroyed(answer.order());
            case HELD -> answer.share() == null ? null : new ShareAnswer.Held(answer.share());
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
        } catch (HttpClientErrorException e) {
            throw new KeyholderRefusedException(name + " refused", e);
        } catch (RestClientException e) {
            throw new KeyholderUnavailableException(name + " did not answer", e);
        }
    }
}
