package dev.lethe.platform.vault;

/// Whether a signer of the suite signed a text: the way from the vault to the published signing certificates.
@FunctionalInterface
public interface SignatureCheck {

    boolean holds(String signer, String canonical, String signature);
}
