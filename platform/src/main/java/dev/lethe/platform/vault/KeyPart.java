package dev.lethe.platform.vault;

import java.util.Map;
import java.util.UUID;

/// All that one keyholder is given of a new key: a share of each reader's root, stored as one.
public record KeyPart(UUID subject, UUID keyId, Map<Reader, Share> shares) {

    public KeyPart {
        shares = Map.copyOf(shares);
    }
}
