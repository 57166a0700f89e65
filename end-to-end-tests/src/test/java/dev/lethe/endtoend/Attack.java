package dev.lethe.endtoend;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import com.codahale.shamir.Scheme;

import dev.lethe.endtoend.StolenHolder.Share;
import dev.lethe.test.residue.Canary;

/// Tries whatever the stolen shares make on all stolen data. It asks no code of the suite, which might refuse where
/// somebody else would not.
final class Attack {

    private static final Scheme SCHEME = new Scheme(new SecureRandom(), 3, 2);
    private static final int KEY_LENGTH = 32;
    private static final int NONCE_LENGTH = 12;
    private static final int TAG_LENGTH = 16;
    private static final int HEADER_LENGTH = 2;

    private Attack() {
    }

    /// Which of the canaries it can read.
    static List<Canary> recovers(List<Canary> sought, StolenData data, List<Share> shares) {
        List<String> opened = opened(data, shares).map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1))
                .toList();
        return sought.stream().filter(canary -> opened.stream().anyMatch(text -> text.contains(canary.value())))
                .toList();
    }

    private static Stream<byte[]> opened(StolenData data, List<Share> shares) {
        List<byte[]> values = roots(shares).flatMap(root -> data.values().stream()
                .flatMap(value -> Stream.of(root, derived(root, "seal:" + value.place()))
                        .map(key -> decrypted(key, value.sealed(), HEADER_LENGTH))))
                .toList();
        Stream<byte[]> files = values.stream().filter(value -> value.length == KEY_LENGTH)
                .flatMap(key -> data.files().stream().map(sealed -> decrypted(key, sealed, 0)));
        return Stream.concat(values.stream(), files);
    }

    /// Each share as it is, and what each two and more of one root rebuild.
    private static Stream<byte[]> roots(List<Share> shares) {
        return shares.stream().collect(groupingBy(Share::reader)).values().stream()
                .flatMap(ofOneRoot -> IntStream.range(1, 1 << ofOneRoot.size()).mapToObj(chosen -> SCHEME.join(
                        IntStream.range(0, ofOneRoot.size()).filter(i -> (chosen >> i & 1) == 1)
                                .mapToObj(ofOneRoot::get).collect(toMap(Share::index, Share::value)))));
    }

    private static byte[] derived(byte[] root, String purpose) {
        try {
            return KDF.getInstance("HKDF-SHA256").deriveData(HKDFParameterSpec.ofExtract().addIKM(root)
                    .thenExpand(purpose.getBytes(StandardCharsets.UTF_8), KEY_LENGTH));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    // GCM encrypts in counter mode from 2 on; who leaves the tag alone need not know what a value is bound to.
    private static byte[] decrypted(byte[] key, byte[] sealed, int header) {
        byte[] counter = ByteBuffer.allocate(16).put(sealed, header, NONCE_LENGTH).putInt(2).array();
        int from = header + NONCE_LENGTH;
        try {
            Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(counter));
            return cipher.doFinal(sealed, from, sealed.length - from - TAG_LENGTH);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
