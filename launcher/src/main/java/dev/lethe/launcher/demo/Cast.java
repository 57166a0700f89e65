package dev.lethe.launcher.demo;

/// Who plays.
///
/// @param mailbox Alice's
record Cast(Actor alice, Actor ben, Actor nour, Mailbox mailbox) {}
