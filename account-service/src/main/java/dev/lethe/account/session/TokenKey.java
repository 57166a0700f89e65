package dev.lethe.account.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Stream;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

import com.google.crypto.tink.subtle.Ed25519Sign;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.Ed25519Signer;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;

/// The Ed25519 key that signs access tokens, and those that only verify them while keys rotate. Its public half is computed
/// from the private one, so there is one file to hand out and no pair that may not fit.
@Component
@EnableConfigurationProperties(TokenProperties.class)
class TokenKey {

    private static final String PUBLIC = "BEGIN PUBLIC KEY";
    private static final String ALGORITHM = "Ed25519";
    private static final int LENGTH = 32;

    private final String id;
    private final JWSSigner signer;
    private final JWKSet published;

    TokenKey(TokenProperties properties) {
        OctetKeyPair own = own(properties.privateKey());
        this.id = own.getKeyID();
        this.signer = signer(own);
        var all = Stream.concat(Stream.of(own), properties.otherKeys().stream().map(TokenKey::other));
        this.published = new JWKSet(all.map(OctetKeyPair::toPublicJWK).<JWK>map(it -> it).distinct().toList());
    }

    /// What tokens are verified with: the public halves of all keys.
    JWKSet published() {
        return published;
    }

    String id() {
        return id;
    }

    JWSSigner signer() {
        return signer;
    }

    private static OctetKeyPair own(Path pem) {
        try {
            return read(bytes(pem));
        } catch (IOException | GeneralSecurityException | JOSEException | IllegalArgumentException e) {
            throw new IllegalStateException("lethe.token.private-key is no PKCS#8 PEM of an Ed25519 key", e);
        }
    }

    private static OctetKeyPair other(Path pem) {
        try {
            return Files.readString(pem).contains(PUBLIC) ? readPublic(bytes(pem)) : read(bytes(pem));
        } catch (IOException | GeneralSecurityException | JOSEException | IllegalArgumentException e) {
            throw new IllegalStateException("lethe.token.other-keys has a file that is no PEM of an Ed25519 key", e);
        }
    }

    private static byte[] bytes(Path pem) throws IOException {
        String base64 = Files.readString(pem).replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
        return Base64.getDecoder().decode(base64);
    }

    private static OctetKeyPair read(byte[] pkcs8) throws GeneralSecurityException, JOSEException {
        var key = (EdECPrivateKey) KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        byte[] seed = key.getBytes().orElseThrow(() -> new GeneralSecurityException("the key does not show itself"));
        byte[] open = Ed25519Sign.KeyPair.newKeyPairFromSeed(seed).getPublicKey();
        return jwk(open).d(Base64URL.encode(seed)).build();
    }

    private static OctetKeyPair readPublic(byte[] spki) throws GeneralSecurityException, JOSEException {
        byte[] encoded = KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(spki)).getEncoded();
        return jwk(Arrays.copyOfRange(encoded, encoded.length - LENGTH, encoded.length)).build();
    }

    private static OctetKeyPair.Builder jwk(byte[] open) throws JOSEException {
        return new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(open)).keyUse(KeyUse.SIGNATURE)
                .keyIDFromThumbprint();
    }

    private static JWSSigner signer(OctetKeyPair key) {
        try {
            return new Ed25519Signer(key);
        } catch (JOSEException e) {
            throw new IllegalStateException("access tokens cannot be signed", e);
        }
    }
}
