package dev.lethe.launcher.inbox;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;

/// One inbox as a page that loads nothing from elsewhere and looks for new messages by itself.
final class InboxPage {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss")
            .withZone(ZoneId.systemDefault());

    private static final String PAGE = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%1$s</title>
            <script src="inbox.js" defer></script>
            <style>
            :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
            body { max-width: 44rem; margin: 2rem auto; padding: 0 1rem; }
            h1 { font-size: 1.3rem; }
            ol { list-style: none; padding: 0; }
            li { border: 1px solid #8886; border-radius: .6rem; margin: .6rem 0; padding: .6rem .9rem; }
            li div { display: flex; justify-content: space-between; font-size: .9rem; }
            p { margin: .3rem 0 0; white-space: pre-wrap; overflow-wrap: anywhere; }
            </style>
            </head>
            <body>
            <main>
            <h1>%1$s</h1>
            <div id="messages" aria-live="polite">%2$s</div>
            </main>
            </body>
            </html>
            """;

    /// Shows what has come without a reload, which would take a reader's place from them.
    static final String SCRIPT = """
            const shown = document.getElementById('messages');
            setInterval(async () => {
                const page = await (await fetch('.')).text();
                const next = new DOMParser().parseFromString(page, 'text/html').getElementById('messages').innerHTML;
                if (next !== shown.innerHTML) {
                    shown.innerHTML = next;
                }
            }, 2000);
            """;

    private InboxPage() {
    }

    /// The newest message stands first.
    static String of(String title, List<InboxMessage> messages) {
        if (messages.isEmpty()) {
            return PAGE.formatted(escaped(title), "<p>Nothing has arrived yet.</p>");
        }
        var items = messages.reversed().stream().map(InboxPage::item).collect(Collectors.joining());
        return PAGE.formatted(escaped(title), "<ol>" + items + "</ol>");
    }

    private static String item(InboxMessage message) {
        return "<li><div><b>%s</b><time>%s</time></div><p>%s</p></li>%n".formatted(escaped(message.to()),
                TIME.format(message.at()), escaped(message.text()));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
