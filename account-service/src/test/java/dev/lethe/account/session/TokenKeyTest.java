package dev.lethe.account.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;

class TokenKeyTest {

    @TempDir
    private Path folder = Path.of("");

    private final KeyPair first = pair();
    private final KeyPair second = pair();

    @Test
    void publishesThePublicHalvesOfAllKeysThatVerify() throws Exception {
        var before = new TokenKey(new TokenProperties(file("first", first.getPrivate()),
                List.of(file("second-open", second.getPublic()))));
        var after = new TokenKey(new TokenProperties(file("second", second.getPrivate()),
                List.of(file("first", first.getPrivate()))));

        assertThat(ids(before)).containsExactlyInAnyOrderElementsOf(ids(after)).hasSize(2);
        assertThat(List.of(before.published(), after.published()))
                .allSatisfy(it -> assertThat(it.containsNonPublicKeys()).isFalse());
        assertThat(before.id()).isNotEqualTo(after.id());
        assertThat(before.published().getKeyByKeyId(after.id()).toOctetKeyPair().getX().decode())
                .isEqualTo(Arrays.copyOfRange(second.getPublic().getEncoded(), 12, 44));
    }

    @Test
    void signsWhatItsPublicHalfVerifies() throws Exception {
        var key = new TokenKey(new TokenProperties(file("first", first.getPrivate()), List.of()));
        var header = new JWSHeader(JWSAlgorithm.EdDSA);
        byte[] text = "text".getBytes(StandardCharsets.US_ASCII);

        var signature = Signature.getInstance("Ed25519");
        signature.initVerify(first.getPublic());
        signature.update(text);

        assertThat(signature.verify(key.signer().sign(header, text).decode())).isTrue();
    }

    @Test
    void takesNoKeyOfAnotherKind() throws Exception {
        var curve = KeyPairGenerator.getInstance("EC");
        curve.initialize(256);
        KeyPair other = curve.generateKeyPair();

        assertThatThrownBy(() -> new TokenKey(new TokenProperties(file("other", other.getPrivate()), List.of())))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("lethe.token.private-key");
        assertThatThrownBy(() -> new TokenKey(
                new TokenProperties(file("first", first.getPrivate()), List.of(file("open", other.getPublic())))))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("lethe.token.other-keys");
    }

    @Test
    void signsWithNoPublicHalf() throws Exception {
        var properties = new TokenProperties(file("open", first.getPublic()), List.of());

        assertThatThrownBy(() -> new TokenKey(properties)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("lethe.token.private-key");
    }

    @Test
    void publishesNothingThatIsNoKey() throws Exception {
        var nonsense = Files.writeString(folder.resolve("nonsense"), "-----BEGIN PUBLIC KEY-----\nAAAA\n");
        var properties = new TokenProperties(file("first", first.getPrivate()), List.of(nonsense));

        assertThatThrownBy(() -> new TokenKey(properties)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("lethe.token.other-keys");
    }

    private static List<String> ids(TokenKey key) {
        return key.published().getKeys().stream().map(JWK::getKeyID).toList();
    }

    private Path file(String name, Key key) throws IOException {
        String type = key.getFormat().equals("X.509") ? "PUBLIC KEY" : "PRIVATE KEY";
        return Files.writeString(folder.resolve(name), "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(type,
                Base64.getMimeEncoder().encodeToString(key.getEncoded()), type));
    }

    private static KeyPair pair() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
