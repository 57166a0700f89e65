package dev.lethe.contact.contact;

import java.util.List;
import java.util.UUID;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;

import dev.lethe.platform.caller.Caller;
import dev.lethe.platform.problem.PlatformProblems;

@RestController
@RequestMapping("/v1/contacts")
@Tag(name = "Contacts", description = "Number, first and last name of the people you know, and who of them is here.")
class ContactController {

    private static final int LARGEST_BATCH = 1_000;

    private final ContactSync sync;
    private final ContactList list;

    ContactController(ContactSync sync, ContactList list) {
        this.sync = sync;
        this.list = list;
    }

    @Schema(name = "ContactSyncRequest")
    record SyncRequest(
            @NotNull @Size(max = LARGEST_BATCH) @Schema(
                    description = "At most 1,000; the same batch again changes nothing.") List<@NotNull @Valid EntryRequest> contacts) {}

    @Schema(name = "ContactEntry")
    record EntryRequest(
            @Schema(description = "As people write it; without a country code the one of your own number is taken.",
                    example = "+4915112345678") @Nullable String number,
            @Schema(maxLength = 64) @Nullable String firstName, @Schema(maxLength = 64) @Nullable String lastName) {

        ContactEntry entry() {
            return new ContactEntry(number, firstName, lastName);
        }

        @Override
        public String toString() {
            return "EntryRequest[redacted]";
        }
    }

    @Schema(name = "Contact")
    record ContactResponse(UUID id, @Schema(description = "E.164") String number, @Nullable String firstName,
            @Nullable String lastName,
            @Schema(description = "The living account of the number, if there is one") @Nullable UUID accountId) {

        static ContactResponse of(Contact contact) {
            return new ContactResponse(contact.id(), contact.number().e164(), present(contact.firstName()),
                    present(contact.lastName()), contact.accountId());
        }

        private static @Nullable String present(String name) {
            return name.isEmpty() ? null : name;
        }

        @Override
        public String toString() {
            return "ContactResponse[id=" + id + "]";
        }
    }

    @Schema(name = "RejectedContact")
    record RejectionResponse(@Schema(description = "Place in the request's list, from 0") int index,
            RejectionCode code) {}

    @Schema(name = "ContactSyncResult")
    record SyncResponse(List<ContactResponse> contacts, List<RejectionResponse> rejected) {}

    @Schema(name = "ContactPage")
    record PageResponse(List<ContactResponse> contacts,
            @Schema(description = "Missing on the last page") @Nullable String nextCursor) {}

    @Schema(name = "DeletedContacts")
    record DeletedResponse(int deleted) {}

    @PostMapping("/sync")
    @Operation(operationId = "syncContacts", summary = "Keeps a batch of your contacts",
            description = "Needs consent. Entries that cannot be kept are listed with a code; at most 20,000 new numbers in 10 days, then 429 with the moment to try again.")
    SyncResponse sync(Caller caller, @RequestBody @Valid SyncRequest request) {
        var synced = sync.sync(caller, request.contacts().stream().map(EntryRequest::entry).toList());
        return new SyncResponse(synced.contacts().stream().map(ContactResponse::of).toList(), synced.rejected().stream()
                .map(rejection -> new RejectionResponse(rejection.index(), rejection.code())).toList());
    }

    @GetMapping
    @Operation(operationId = "listContacts", summary = "Pages through your contacts")
    PageResponse list(Caller caller, @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") @Min(1) @Max(100) int limit) {
        var page = list.page(caller.accountId(), cursor, limit);
        return new PageResponse(page.contacts().stream().map(ContactResponse::of).toList(), page.nextCursor());
    }

    @DeleteMapping("/{id}")
    @Operation(operationId = "deleteContact", summary = "Deletes one of your contacts")
    DeletedResponse delete(Caller caller, @PathVariable UUID id) {
        int deleted = list.delete(caller.accountId(), id);
        if (deleted == 0) {
            throw PlatformProblems.NOT_FOUND.asProblem();
        }
        return new DeletedResponse(deleted);
    }
}
