package dev.lethe.account.session;

import java.util.UUID;

/// What a device works with: an access token for ten minutes, and a refresh token for the next pair.
///
/// @param expiresIn seconds until the access token expires
public record TokenPair(UUID sessionId, String accessToken, long expiresIn, String refreshToken) {

    @Override
    public String toString() {
        return "TokenPair[" + sessionId + "]";
    }
}
