package dev.lethe.launcher.inbox;

import java.net.URI;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;

/// One inbox as a page that loads nothing from elsewhere and looks for new messages by itself.
///
/// @param title    of the inbox
/// @param receiver what its receivers are, such as `Number`
/// @param gateway  whose start page is linked
record InboxPage(String title, String receiver, URI gateway) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss")
            .withZone(ZoneId.systemDefault());

    @SuppressWarnings("InlineFormatString")
    private static final String PAGE = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%1$s – Lethe</title>
            <link rel="icon" href="icon.svg" type="image/svg+xml">
            <script src="inbox.js" defer></script>
            <style>
            :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
            body { max-width: 44rem; margin: 2rem auto; padding: 0 1rem; }
            a { color: inherit; }
            h1 { font-size: 1.3rem; }
            form { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; }
            input { flex: 1 1 12rem; }
            input, button { font: inherit; padding: .3rem .6rem; }
            ol { list-style: none; padding: 0; }
            li { border: 1px solid #8886; border-radius: .6rem; margin: .6rem 0; padding: .6rem .9rem; }
            li div { display: flex; justify-content: space-between; font-size: .9rem; }
            p { margin: .3rem 0 0; white-space: pre-wrap; overflow-wrap: anywhere; }
            </style>
            </head>
            <body>
            <nav aria-label="Suite"><a href="%2$s">Lethe</a></nav>
            <main>
            <h1>%1$s</h1>
            <form method="get" action="./" role="search">
            <label for="to">%3$s</label>
            <input id="to" name="to" type="search" maxlength="%4$d" autocomplete="off" spellcheck="false" value="%5$s">
            <button>Show</button>
            </form>
            <div id="messages" aria-live="polite">%6$s</div>
            </main>
            </body>
            </html>
            """;

    private static final int LONGEST_RECEIVER = 254;

    /// Shows what has come without a reload, which would take a reader's place from them.
    static final String SCRIPT = """
            const shown = document.getElementById('messages');
            setInterval(async () => {
                const page = await (await fetch(location.href)).text();
                const next = new DOMParser().parseFromString(page, 'text/html').getElementById('messages').innerHTML;
                if (next !== shown.innerHTML) {
                    shown.innerHTML = next;
                }
            }, 2000);
            """;

    /// The newest message stands first.
    ///
    /// @param asked part of the receivers that are to be shown; empty for all
    String of(List<InboxMessage> messages, String asked) {
        return PAGE.formatted(escaped(title), escaped(gateway.toString()), escaped(receiver), LONGEST_RECEIVER,
                escaped(asked), list(messages, asked));
    }

    private static String list(List<InboxMessage> messages, String asked) {
        if (messages.isEmpty()) {
            return asked.isEmpty() ? "<p>Nothing has arrived yet.</p>" : "<p>Nothing has arrived there yet.</p>";
        }
        return messages.reversed().stream().map(InboxPage::item).collect(Collectors.joining("", "<ol>", "</ol>"));
    }

    private static String item(InboxMessage message) {
        return "<li><div><b>%s</b><time>%s</time></div><p>%s</p></li>%n".formatted(escaped(message.to()),
                TIME.format(message.at()), escaped(message.text()));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
