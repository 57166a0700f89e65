package dev.lethe.contact.permission;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

import org.jspecify.annotations.Nullable;
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

    @Schema(name = "ContactSettings", requiredProperties = {"addToGroups", "nameInForwards"})
    record SettingsAnswer(
            @Schema(description = "Who may add you to groups; contacts are those whose number you have saved.") WhoMay addToGroups,
            @Schema(description = "Who may name you as the author when they forward your messages.") WhoMay nameInForwards) {}

    @Schema(name = "ContactSettingsChange")
    record SettingsRequest(
            @NotNull @Schema(
                    description = "Who may add you to groups; contacts are those whose number you have saved.") WhoMay addToGroups,
            @Schema(description = "Who may name you as the author when they forward your messages; what is left out stays.") @Nullable WhoMay nameInForwards) {}

    @GetMapping
    @Operation(operationId = "getContactSettings", summary = "Says what others may do with your account")
    SettingsAnswer read(Caller caller) {
        return answer(settings.of(caller.accountId()));
    }

    @PutMapping
    @Operation(operationId = "setContactSettings", summary = "Sets what others may do with your account",
            description = "Counts from now on; groups that you are in already stay, and so do forwards that name you.")
    SettingsAnswer set(Caller caller, @RequestBody @Valid SettingsRequest request) {
        return answer(settings.set(caller.accountId(), request.addToGroups(), request.nameInForwards()));
    }

    private static SettingsAnswer answer(Settings.Choices choices) {
        return new SettingsAnswer(choices.addToGroups(), choices.nameInForwards());
    }
}
