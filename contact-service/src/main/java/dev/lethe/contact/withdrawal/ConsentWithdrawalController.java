package dev.lethe.contact.withdrawal;

import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.RestController;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;

import dev.lethe.platform.caller.Caller;

@RestController
@Tag(name = "Consent")
class ConsentWithdrawalController {

    private final ConsentWithdrawal withdrawal;

    ConsentWithdrawalController(ConsentWithdrawal withdrawal) {
        this.withdrawal = withdrawal;
    }

    @Schema(name = "WipedContacts")
    record WipedResponse(@Schema(description = "How many contacts were wiped") int deleted) {}

    @DeleteMapping("/v1/contacts/consent")
    @Operation(operationId = "withdrawContactConsent", summary = "Withdraws your consent and wipes your contacts")
    WipedResponse withdraw(Caller caller) {
        return new WipedResponse(withdrawal.withdraw(caller.accountId()));
    }
}
