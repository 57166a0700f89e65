package dev.lethe.test.residue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Something read already: an inbox, metrics, an answer.
final class Text implements ScanPlace {
    private final String name;
    private final List<byte[]> texts = new ArrayList<>();

    Text(String name, String text) {
        this.name = name;
        texts.add(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void read(ByteReader reader) {
        texts.forEach(text -> reader.begin("text").bytes(text, text.length));
    }

    @Override
    public Removal plant(Map<String, byte[]> controls) {
        texts.addAll(controls.values());
        return () -> texts.removeAll(controls.values());
    }
}
