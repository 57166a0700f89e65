package dev.lethe.account.session;

import java.util.Map;
import java.util.UUID;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

import dev.lethe.platform.caller.Open;
import dev.lethe.platform.internal.AllowedPeers;

@RestController
@Tag(name = "sign-in", description = "From a number to a session")
class TokenController {

    record TokenRefreshRequest(@NotBlank @Size(max = 200) String refreshToken) {

        @Override
        public String toString() {
            return "TokenRefreshRequest[…]";
        }
    }

    record Tokens(String accessToken, long expiresIn, String refreshToken, UUID sessionId) {

        @Override
        public String toString() {
            return "Tokens[" + sessionId + "]";
        }
    }

    private final TokenRefresh refresh;
    private final AccessTokens tokens;

    TokenController(TokenRefresh refresh, AccessTokens tokens) {
        this.refresh = refresh;
        this.tokens = tokens;
    }

    @Open
    @PostMapping("/v1/tokens")
    @Operation(operationId = "refreshTokens", summary = "Exchange the refresh token for the next pair",
            description = """
                    Until the next token was used, this one may be shown again, as often as the answer is lost or several \
                    ask at once, and is answered with the same next token. Any later use ends the session.""")
    Tokens refresh(@Valid @RequestBody TokenRefreshRequest request) {
        TokenPair pair = refresh.refresh(request.refreshToken());
        return new Tokens(pair.accessToken(), pair.expiresIn(), pair.refreshToken(), pair.sessionId());
    }

    @Hidden
    @GetMapping("/internal/v1/token-keys")
    @AllowedPeers({"account-service", "message-service", "contact-service", "media-service", "gateway"})
    Map<String, Object> keys() {
        return tokens.publicKeys();
    }
}
