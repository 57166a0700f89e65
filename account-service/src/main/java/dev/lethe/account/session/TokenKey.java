package dev.lethe.account.session;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.stream.Stream;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;

/// The P-256 key that signs access tokens, and those that only verify them while keys rotate. Its public half is computed from the private one, so there is one file to
/// hand out and no pair that may not fit.
@Component
@EnableConfigurationProperties(TokenProperties.class)
class TokenKey {

    private static final String PUBLIC = "BEGIN PUBLIC KEY";
    private static final BigInteger TWO = BigInteger.TWO;
    private static final BigInteger THREE = BigInteger.valueOf(3);

    private final ECKey jwk;
    private final JWKSet published;

    TokenKey(TokenProperties properties) {
        this.jwk = read(properties.privateKey());
        var all = Stream.concat(Stream.of(jwk), properties.otherKeys().stream().map(TokenKey::readOther));
        this.published = new JWKSet(all.map(ECKey::toPublicJWK).<JWK>map(it -> it).distinct().toList());
    }

    /// What tokens are verified with: the public halves of all keys.
    JWKSet published() {
        return published;
    }

    ECKey jwk() {
        return jwk;
    }

    private static ECKey readOther(Path pem) {
        try {
            if (!Files.readString(pem).contains(PUBLIC)) {
                return read(pem);
            }
            var open = (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(bytes(pem)));
            return new ECKey.Builder(Curve.P_256, open).keyUse(KeyUse.SIGNATURE).keyIDFromThumbprint().build();
        } catch (IOException | GeneralSecurityException | JOSEException | IllegalArgumentException e) {
            throw new IllegalStateException("lethe.token.other-keys has a file that is no PEM of a P-256 key", e);
        }
    }

    private static byte[] bytes(Path pem) throws IOException {
        String base64 = Files.readString(pem).replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
        return Base64.getDecoder().decode(base64);
    }

    private static ECKey read(Path pem) {
        try {
            KeyFactory keys = KeyFactory.getInstance("EC");
            var secret = (ECPrivateKey) keys.generatePrivate(new PKCS8EncodedKeySpec(bytes(pem)));
            ECPoint point = multiply(secret.getS(), secret.getParams());
            var open = (ECPublicKey) keys.generatePublic(new ECPublicKeySpec(point, secret.getParams()));
            return new ECKey.Builder(Curve.P_256, open).privateKey(secret).keyUse(KeyUse.SIGNATURE)
                    .keyIDFromThumbprint().build();
        } catch (IOException | GeneralSecurityException | JOSEException e) {
            throw new IllegalStateException("lethe.token.private-key is no PKCS#8 PEM of a P-256 key", e);
        }
    }

    /// Double and add (SEC 1, 2.2.1). Once at start, where no one can time it.
    private static ECPoint multiply(BigInteger factor, ECParameterSpec curve) {
        ECPoint sum = ECPoint.POINT_INFINITY;
        for (int bit = factor.bitLength() - 1; bit >= 0; bit--) {
            sum = add(sum, sum, curve);
            if (factor.testBit(bit)) {
                sum = add(sum, curve.getGenerator(), curve);
            }
        }
        return sum;
    }

    private static ECPoint add(ECPoint a, ECPoint b, ECParameterSpec curve) {
        if (a.equals(ECPoint.POINT_INFINITY)) {
            return b;
        }
        if (b.equals(ECPoint.POINT_INFINITY)) {
            return a;
        }
        BigInteger p = ((ECFieldFp) curve.getCurve().getField()).getP();
        BigInteger slope = a.equals(b)
                ? a.getAffineX().pow(2).multiply(THREE).add(curve.getCurve().getA())
                        .multiply(a.getAffineY().multiply(TWO).modInverse(p))
                : b.getAffineY().subtract(a.getAffineY())
                        .multiply(b.getAffineX().subtract(a.getAffineX()).modInverse(p));
        BigInteger x = slope.pow(2).subtract(a.getAffineX()).subtract(b.getAffineX()).mod(p);
        return new ECPoint(x, slope.multiply(a.getAffineX().subtract(x)).subtract(a.getAffineY()).mod(p));
    }
}
