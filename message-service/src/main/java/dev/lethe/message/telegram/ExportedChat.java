package dev.lethe.message.telegram;

import org.jspecify.annotations.Nullable;

/// A chat in an export.
///
/// @param id   its number there; unique among chats of the same family
/// @param type such as `personal_chat` or `private_supergroup`; `unknown` when the export does not say
/// @param name absent for deleted accounts and the saved messages
public record ExportedChat(String id, String type, @Nullable String name) {
    /// What stays the same when a group or channel changes between private and public.
    ///
    /// @param account whose export it is, unless that goes without saying: only supergroups and channels number their
    ///                messages the same for everybody
    public String identity(@Nullable String account) {
        String family = family();
        boolean shared = family.equals("channel") || family.equals("supergroup");
        return family + "|" + id + (account == null || shared ? "" : "|" + account);
    }

    // supergroups and small groups are numbered apart
    private String family() {
        if (type.endsWith("channel")) {
            return "channel";
        }
        if (type.endsWith("supergroup")) {
            return "supergroup";
        }
        return type.endsWith("group") ? "group" : type;
    }

    @Override
    public String toString() {
        return "ExportedChat[redacted]";
    }
}
