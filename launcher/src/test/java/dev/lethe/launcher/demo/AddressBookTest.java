package dev.lethe.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;

import dev.lethe.client.Contacts.Entry;

class AddressBookTest {

    @Test
    void takesNumberFirstAndLastNameOnly() throws Exception {
        List<Entry> entries = new DemoInput(null, null).addressBook();

        assertThat(entries).hasSize(8).contains(new Entry("+49 1512 3456701", "Mira", "Solano"),
                new Entry("+33 6 12 34 56 78", "Élodie", "Marchand"));
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
