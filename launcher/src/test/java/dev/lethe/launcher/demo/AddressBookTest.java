package dev.lethe.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import dev.lethe.client.Contacts.Entry;

class AddressBookTest {

    @Test
    void takesNumberFirstAndLastNameOnly() throws Exception {
        List<Entry> entries = new DemoInput(null, null).addressBook();

        assertThat(entries).hasSize(8).contains(new Entry("+49 1512 3456701", "Mira", "Solano"),
                new Entry("+33 6 12 34 56 78", "Élodie", "Marchand"));
    }

    static Stream<Arguments> charactersOfAddressBooks() {
        return Stream.of(Arguments.of(StandardCharsets.UTF_8, "\uFEFF"), Arguments.of(StandardCharsets.UTF_8, ""),
                Arguments.of(StandardCharsets.UTF_16BE, "\uFEFF"), Arguments.of(StandardCharsets.UTF_16LE, "\uFEFF"),
                Arguments.of(StandardCharsets.ISO_8859_1, ""));
    }

    @ParameterizedTest
    @MethodSource("charactersOfAddressBooks")
    void readsTheCharactersOfAddressBooksOfAllAges(Charset charset, String mark) throws Exception {
        String card = mark + """
                BEGIN:VCARD
                VERSION:3.0
                N:Grün;Zoë;;;
                TEL:+4915111111142
                END:VCARD
                """;

        assertThat(read(card, charset)).containsExactly(new Entry("+4915111111142", "Zoë", "Grün"));
    }

    @Test
    void keepsACardThatNobodyClosed() throws Exception {
        String cards = """
                BEGIN:VCARD
                VERSION:3.0
                N:Two;Mid;;;
                TEL:+4915111111122
                BEGIN:VCARD
                VERSION:3.0
                N:Three;Good;;;
                TEL:+4915111111123
                """;

        assertThat(read(cards, StandardCharsets.UTF_8)).containsExactly(new Entry("+4915111111122", "Mid", "Two"),
                new Entry("+4915111111123", "Good", "Three"));
    }

    @Test
    void takesTheAgentOfACardForNoCardOfItsOwn() throws Exception {
        String cards = """
                BEGIN:VCARD
                VERSION:2.1
                N:Boss;The
                AGENT:
                BEGIN:VCARD
                VERSION:2.1
                N:Agent;An
                TEL:+4915111111124
                END:VCARD
                TEL:+4915111111125
                END:VCARD
                """;

        assertThat(read(cards, StandardCharsets.UTF_8)).containsExactly(new Entry("+4915111111125", "The", "Boss"));
    }

    @Test
    void takesTheWholeNameWhereItsPartsAreEmpty() throws Exception {
        String card = """
                BEGIN:VCARD
                VERSION:3.0
                N:;;;;
                FN:Aunt Zoë
                TEL:+4915111111126
                END:VCARD
                """;

        assertThat(read(card, StandardCharsets.UTF_8)).containsExactly(new Entry("+4915111111126", "Aunt Zoë", null));
    }

    @Test
    void leavesOutEverythingButNamesAndNumbersWhileItReads() throws Exception {
        String start = """
                BEGIN:VCARD
                VERSION:2.1
                item1.N;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:Gr=C3=BC=
                n;Zo=C3=AB
                NOTE;ENCODING=QUOTED-PRINTABLE:our secret=
                TEL:+4915111111100
                """;
        String end = "TEL;CELL:+49151111\r\n 11143\r\nEND:VCARD\r\n";
        InputStream file = new SequenceInputStream(Collections.enumeration(List.of(bytes(start),
                bytes("PHOTO;ENCODING=BASE64:"), bytes("A".repeat(20_000_000)), bytes("\n"), bytes("PHOTO:\n "),
                bytes("A".repeat(20_000_000)), bytes("\n"), bytes(end))));

        String kept = VcardText.of(file);

        assertThat(kept).hasSizeLessThan(200).doesNotContain("secret", "PHOTO", "AAAA", "11100");
        assertThat(read(kept, StandardCharsets.UTF_8))
                .containsExactly(new Entry("+4915111111143", "Zoë", "Grün"));
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<Entry> read(String cards, Charset charset) throws IOException {
        return AddressBook.read(new ByteArrayInputStream(cards.getBytes(charset)));
    }

    @Test
    void makesAnEntryOfEachNumber() throws Exception {
        String card = """
                BEGIN:VCARD
                VERSION:4.0
                FN:Two Numbers
                TEL;VALUE=uri:tel:+49-151-23456701
                TEL:0151 23456702
                EMAIL:two@example.org
                END:VCARD
                """;

        assertThat(AddressBook.read(new ByteArrayInputStream(card.getBytes(StandardCharsets.UTF_8))))
                .containsExactly(new Entry("+49-151-23456701", "Two Numbers", null),
                        new Entry("0151 23456702", "Two Numbers", null));
    }
}
