package dev.lethe.account.link;

import java.time.Instant;
import java.util.UUID;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;

import dev.lethe.account.signin.CallerNetwork;
import dev.lethe.platform.caller.Caller;
import dev.lethe.platform.caller.Open;
import dev.lethe.platform.text.PlainText;

@RestController
@Tag(name = "device-links", description = "A second device, without a text")
class LinkController {

    record LinkAsked(@NotBlank @PlainText(max = 64) String deviceName) {

        @Override
        public String toString() {
            return "LinkAsked[…]";
        }
    }

    record LinkStarted(
            @Schema(description = "To be kept; whoever has it comes in once the code is approved") String requestId,
            @Schema(description = "To be shown", example = "7KQM-2XWD") String code,
            @Schema(description = "The code as a link, for a picture") String link, Instant expiresAt) {

        @Override
        public String toString() {
            return "LinkStarted[…]";
        }
    }

    record LinkNamed(@NotBlank @Size(max = 64) @Schema(
            description = "As the new device shows it; case and hyphen do not matter",
            example = "7KQM-2XWD") String code) {

        @Override
        public String toString() {
            return "LinkNamed[…]";
        }
    }

    record LinkShown(String deviceName, Instant askedAt, Instant expiresAt) {

        @Override
        public String toString() {
            return "LinkShown[…]";
        }
    }

    record LinkAnswered(String state) {}

    record LinkTaken(@NotBlank @Size(max = 64) String requestId,
            @Nullable @Size(max = 1_024) @Schema(description = "Where one is set") String password) {

        @Override
        public String toString() {
            return "LinkTaken[…]";
        }
    }

    record LinkedDevice(UUID accountId, UUID sessionId, String accessToken, long expiresIn, String refreshToken) {

        @Override
        public String toString() {
            return "LinkedDevice[" + sessionId + "]";
        }
    }

    private final LinkRequest request;
    private final LinkApproval approval;
    private final LinkedSession linked;

    LinkController(LinkRequest request, LinkApproval approval, LinkedSession linked) {
        this.request = request;
        this.approval = approval;
        this.linked = linked;
    }

    @Open
    @PostMapping("/v1/device-links")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(operationId = "requestDeviceLink", summary = "Ask to be let in by a device that is signed in",
            description = """
                    The new device shows `code`, or `link` as a picture, and keeps `requestId`. It works for two minutes, once.""")
    LinkStarted ask(@Valid @RequestBody LinkAsked asked,
            @Parameter(hidden = true) @RequestHeader(name = CallerNetwork.HEADER,
                    required = false) @Nullable String network) {
        var started = request.ask(asked.deviceName(), CallerNetwork.of(network));
        return new LinkStarted(started.requestId(), started.code().shown(), started.code().link(), started.expiresAt());
    }

    @PostMapping("/v1/device-links/look-up")
    @Operation(operationId = "lookUpDeviceLink", summary = "See which device shows a code")
    LinkShown look(Caller caller, @Valid @RequestBody LinkNamed named) {
        var asking = approval.look(caller, named.code());
        return new LinkShown(asking.deviceName(), asking.askedAt(), asking.expiresAt());
    }

    @PostMapping("/v1/device-links/approval")
    @Operation(operationId = "approveDeviceLink", summary = "Let the device in that shows the code",
            description = """
                    It then has two minutes to come in. A session younger than 24 hours may not, unless the account is as young.""")
    LinkAnswered approve(Caller caller, @Valid @RequestBody LinkNamed named) {
        approval.approve(caller, named.code());
        return new LinkAnswered("approved");
    }

    @PostMapping("/v1/device-links/refusal")
    @Operation(operationId = "refuseDeviceLink", summary = "Refuse the device that shows the code")
    LinkAnswered refuse(Caller caller, @Valid @RequestBody LinkNamed named) {
        approval.refuse(caller, named.code());
        return new LinkAnswered("refused");
    }

    @Open
    @PostMapping("/v1/device-links/sessions")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(operationId = "startLinkedSession", summary = "Come in once the code was approved",
            description = """
                            Ask once a second: until then the answer is 409 `device-link-pending`. Where a password is set, it is then 403 \
                    `password-required`, with the hint. My other sessions are told of the new one.""")
    LinkedDevice start(@Valid @RequestBody LinkTaken taken) {
        var done = linked.start(taken.requestId(), taken.password());
        var tokens = done.tokens();
        return new LinkedDevice(done.accountId(), tokens.sessionId(), tokens.accessToken(), tokens.expiresIn(),
                tokens.refreshToken());
    }
}
