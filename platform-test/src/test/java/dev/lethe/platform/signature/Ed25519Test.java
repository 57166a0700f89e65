package dev.lethe.platform.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.Test;

/// Beside the JDK, whose signatures are the same to the last bit.
class Ed25519Test {
    private static final BigInteger GROUP_ORDER = BigInteger.TWO.pow(252)
            .add(new BigInteger("27742317777372353535851937790883648493"));

    @Test
    void signsAsTheJdkDoes() throws GeneralSecurityException {
        for (String text : List.of("", "a", "lethe-erased-v1|" + "é🙂".repeat(500))) {
            KeyPair pair = pair();

            byte[] signature = Ed25519.sign(Ed25519.privateKey(pair.getPrivate().getEncoded()), text);

            assertThat(signature).isEqualTo(signedByTheJdk(pair.getPrivate(), text));
            assertThat(holdsForTheJdk(pair.getPublic(), text, signature)).isTrue();
        }
    }

    @Test
    void takesWhatTheJdkSigned() throws GeneralSecurityException {
        KeyPair pair = pair();

        assertThat(verifies(pair, "text", signedByTheJdk(pair.getPrivate(), "text"))).isTrue();
    }

    @Test
    void refusesAnotherTextAnotherKeyAndAnySignatureThatIsNotWhole() throws GeneralSecurityException {
        KeyPair pair = pair();
        byte[] signature = signedByTheJdk(pair.getPrivate(), "text");

        assertThat(verifies(pair, "texts", signature)).isFalse();
        assertThat(verifies(pair(), "text", signature)).isFalse();
        assertThat(verifies(pair, "text", new byte[0])).isFalse();
        assertThat(verifies(pair, "text", new byte[64])).isFalse();
        assertThat(verifies(pair, "text", Arrays.copyOf(signature, 63))).isFalse();
        assertThat(verifies(pair, "text", Arrays.copyOf(signature, 65))).isFalse();
        for (int bit = 0; bit < 512; bit++) {
            byte[] changed = signature.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(verifies(pair, "text", changed)).as("bit %d", bit).isFalse();
        }
    }

    @Test
    void refusesTheOtherFormOfTheSameSignature() throws GeneralSecurityException {
        KeyPair pair = pair();
        byte[] signature = signedByTheJdk(pair.getPrivate(), "text");
        byte[] scalar = reversed(Arrays.copyOfRange(signature, 32, 64));

        byte[] larger = reversed(toBytes(new BigInteger(1, scalar).add(GROUP_ORDER)));
        byte[] malleable = Arrays.copyOf(signature, 64);
        System.arraycopy(larger, 0, malleable, 32, 32);

        assertThat(verifies(pair, "text", malleable)).isFalse();
    }

    @Test
    void takesKeysOfItsOwnKindOnly() throws GeneralSecurityException {
        KeyPair other = KeyPairGenerator.getInstance("X25519").generateKeyPair();

        assertThatIllegalArgumentException().isThrownBy(() -> Ed25519.publicKey(other.getPublic().getEncoded()));
        assertThatIllegalArgumentException().isThrownBy(() -> Ed25519.privateKey(other.getPrivate().getEncoded()));
        assertThatIllegalArgumentException().isThrownBy(() -> Ed25519.publicKey(new byte[32]));
    }

    @Test
    void believesSignersOfWhomTheSuiteKeySpeaks() throws GeneralSecurityException {
        KeyPair suite = pair();
        KeyPair keyholder = pair();
        var certificate = certificate(suite, "keyholder-1", keyholder);
        var certificates = new SignerCertificates(suite.getPublic().getEncoded(), List.of(certificate));
        byte[] signature = signedByTheJdk(keyholder.getPrivate(), "text");

        assertThat(certificates.verify("keyholder-1", "text", signature)).isTrue();
        assertThat(certificates.verify("keyholder-2", "text", signature)).isFalse();
    }

    private static SignerCertificate certificate(KeyPair suite, String name, KeyPair pair)
            throws GeneralSecurityException {
        String key = Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
        var unsigned = new SignerCertificate(name, key, "2026-01-01T00:00:00Z", "");
        return new SignerCertificate(name, key, unsigned.validFrom(),
                Base64.getEncoder().encodeToString(signedByTheJdk(suite.getPrivate(), unsigned.canonical())));
    }

    private static boolean verifies(KeyPair pair, String text, byte[] signature) {
        return Ed25519.verifies(Ed25519.publicKey(pair.getPublic().getEncoded()), text, signature);
    }

    private static KeyPair pair() throws GeneralSecurityException {
        return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    }

    private static byte[] signedByTheJdk(PrivateKey key, String text) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(key);
        signature.update(text.getBytes(StandardCharsets.UTF_8));
        return signature.sign();
    }

    private static boolean holdsForTheJdk(PublicKey key, String text, byte[] signed) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("Ed25519");
        signature.initVerify(key);
        signature.update(text.getBytes(StandardCharsets.UTF_8));
        return signature.verify(signed);
    }

    private static byte[] toBytes(BigInteger number) {
        byte[] bytes = number.toByteArray();
        byte[] whole = new byte[32];
        int length = Math.min(bytes.length, 32);
        System.arraycopy(bytes, bytes.length - length, whole, 32 - length, length);
        return whole;
    }

    private static byte[] reversed(byte[] bytes) {
        List<Byte> list = new ArrayList<>();
        for (byte b : bytes) {
            list.add(b);
        }
        Collections.reverse(list);
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < reversed.length; i++) {
            reversed[i] = list.get(i);
        }
        return reversed;
    }
}
