package dev.lethe.account.signin;

import com.fasterxml.jackson.annotation.JsonProperty;

/// How somebody who asks for a code would like to have it. The number may be anybody's, so the answer tells nothing of what
/// became of the wish.
enum CodeWish {
    /// On a device that is signed in, where one was used lately; else by text.
    @JsonProperty("app")
    APP,
    /// By text in any case.
    @JsonProperty("sms")
    SMS
}
