package dev.lethe.test.residue;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The ways in which a text may lie in a file.
public enum Encoding {
    PLAIN {
        @Override
        byte[] of(String text) {
            return text.getBytes(UTF_8);
        }
    },
    WIDE_LITTLE_ENDIAN {
        @Override
        byte[] of(String text) {
            return text.getBytes(UTF_16LE);
        }
    },
    WIDE_BIG_ENDIAN {
        @Override
        byte[] of(String text) {
            return text.getBytes(UTF_16BE);
        }
    },
    HEX {
        @Override
        byte[] of(String text) {
            return HexFormat.of().formatHex(text.getBytes(UTF_8)).getBytes(US_ASCII);
        }
    },
    HEX_UPPER {
        @Override
        byte[] of(String text) {
            return HexFormat.of().withUpperCase().formatHex(text.getBytes(UTF_8)).getBytes(US_ASCII);
        }
    },
    BASE64 {
        @Override
        byte[] of(String text) {
            return base64(Base64.getEncoder(), text, 0);
        }
    },
    BASE64_SHIFTED_BY_ONE {
        @Override
        byte[] of(String text) {
            return base64(Base64.getEncoder(), text, 1);
        }
    },
    BASE64_SHIFTED_BY_TWO {
        @Override
        byte[] of(String text) {
            return base64(Base64.getEncoder(), text, 2);
        }
    },
    BASE64_URL {
        @Override
        byte[] of(String text) {
            return base64(Base64.getUrlEncoder(), text, 0);
        }
    },
    BASE64_URL_SHIFTED_BY_ONE {
        @Override
        byte[] of(String text) {
            return base64(Base64.getUrlEncoder(), text, 1);
        }
    },
    BASE64_URL_SHIFTED_BY_TWO {
        @Override
        byte[] of(String text) {
            return base64(Base64.getUrlEncoder(), text, 2);
        }
    },
    URL {
        @Override
        byte[] of(String text) {
            return URLEncoder.encode(text, UTF_8).getBytes(US_ASCII);
        }
    },
    URL_EACH_BYTE {
        @Override
        byte[] of(String text) {
            return HexFormat.of().withUpperCase().withPrefix("%").formatHex(text.getBytes(UTF_8)).getBytes(US_ASCII);
        }
    },
    JSON_ESCAPES {
        @Override
        byte[] of(String text) {
            return text.chars().mapToObj(unit -> String.format(Locale.ROOT, "\\u%04x", unit))
                    .collect(Collectors.joining()).getBytes(US_ASCII);
        }
    };

    /// The bytes to look for.
    abstract byte[] of(String text);

    /// The encodings in which this text looks different from all earlier ones.
    static List<Encoding> distinctFor(String text) {
        var seen = new HashSet<ByteBuffer>();
        return Arrays.stream(values()).filter(encoding -> seen.add(ByteBuffer.wrap(encoding.of(text)))).toList();
    }

    /// What of a Base64 text does not depend on its neighbours, when `shift` bytes precede it in its group of three.
    private static byte[] base64(Base64.Encoder encoder, String text, int shift) {
        var plain = text.getBytes(UTF_8);
        var shifted = new byte[shift + plain.length];
        System.arraycopy(plain, 0, shifted, shift, plain.length);
        var encoded = encoder.withoutPadding().encode(shifted);
        int from = shift == 0 ? 0 : shift + 1;
        int to = shifted.length / 3 * 4 + shifted.length % 3;
        return Arrays.copyOfRange(encoded, from, to);
    }
}
