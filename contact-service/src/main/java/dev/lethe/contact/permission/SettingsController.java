package dev.lethe.contact.permission;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;

import dev.lethe.platform.caller.Caller;

@RestController
@RequestMapping("/v1/contacts/settings")
@Tag(name = "Contact settings", description = "What others may do with your account.")
class SettingsController {

    private final Settings settings;

    SettingsController(Settings settings) {
        this.settings = settings;
    }

    @Schema(name = "ContactSettings")
    record SettingsBody(
            @NotNull @Schema(
                    description = "Who may add you to groups; contacts are those whose number you have saved.") AddToGroups addToGroups) {}

    @GetMapping
    @Operation(operationId = "getContactSettings", summary = "Says what others may do with your account")
    SettingsBody read(Caller caller) {
        return new SettingsBody(settings.addToGroups(caller.accountId()));
    }

    @PutMapping
    @Operation(operationId = "setContactSettings", summary = "Sets what others may do with your account",
            description = "Counts from now on; groups that you are in already stay.")
    SettingsBody set(Caller caller, @RequestBody @Valid SettingsBody body) {
        settings.set(caller.accountId(), body.addToGroups());
        return body;
    }
}
