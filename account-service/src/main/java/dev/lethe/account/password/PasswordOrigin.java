package dev.lethe.account.password;

/// Who tries a password. Each has tries of its own, so that a thief with a SIM uses up none of the owner's.
public enum PasswordOrigin {
    /// Somebody who signs in, with the right code.
    SIGN_IN,
    /// A device that is signed in.
    SESSION,
    /// A device that sets one.
    SETTING
}
