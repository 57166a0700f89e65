package dev.lethe.contact.consent;

import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

import dev.lethe.platform.caller.Caller;

@RestController
@RequestMapping("/v1/contacts/consent")
@Tag(name = "Consent", description = "Contacts are kept only after recorded consent.")
class ConsentController {

    private final Consents consents;

    ConsentController(Consents consents) {
        this.consents = consents;
    }

    record ConsentState(boolean given, @Nullable Instant givenAt) {}

    @GetMapping
    @Operation(operationId = "getContactConsent", summary = "Says whether and when you gave consent")
    ConsentState read(Caller caller) {
        return consents.givenAt(caller.accountId()).map(at -> new ConsentState(true, at))
                .orElseGet(() -> new ConsentState(false, null));
    }

    @PutMapping
    @Operation(operationId = "giveContactConsent", summary = "Records your consent to keep contacts",
            description = "Giving it again keeps the first time.")
    ConsentState give(Caller caller) {
        return new ConsentState(true, consents.give(caller.accountId()));
    }
}
