package dev.lethe.endtoend;

import static dev.lethe.test.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Dimension;

/// What people see who have no app at hand, in a real browser.
class PagesStory {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> PAGES = List.of("/", "/privacy", "/deactivate", "/erasures",
            "/erasures/0b0e5e1c-3a53-4c8a-8d4e-0f6a58a3a1d0", "/nothing/here");

    private static Browser browser;

    @BeforeAll
    static void open() {
        Needs.need(Browser.isInstalled(), "chromium and chromium-driver are installed");
        browser = Browser.open();
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void endsAnAccountAndChecksTheReceipt() throws Exception {
        Person ada = Person.called("Ada");
        ada.sends("a line", ada);
        comesIn(ada, "en");
        browser.screenshot("deactivate-what");
        browser.click("#step-what button[type=submit]");
        shows("#step-confirm");
        // no device of hers is older than a day, so this page sees the code as well
        eventually(PATIENCE, () -> assertThat(browser.text("#where")).startsWith("Your account has no device"));
        browser.type("#deletion-code", browser.text("#where").replaceAll(".*?(\\d{6})$", "$1"));
        browser.type("#word", "delete");
        browser.click("#step-confirm button[type=submit]");
        eventually(() -> assertThat(browser.text("#said")).startsWith("Type DELETE"));
        browser.type("#word", "\b\b\b\b\b\bDELETE");

        browser.click("#step-confirm button[type=submit]");

        eventually(PATIENCE, () -> assertThat(browser.address().getPath()).startsWith("/erasures/"));
        eventually(PATIENCE, () -> assertThat(browser.texts("#verdict")).first().asString()
                .startsWith("The receipt is genuine"));
        browser.screenshot("erasure-done");
        assertThat(browser.texts("#findings .fails")).isEmpty();
        assertThat(browser.texts("#findings .holds")).hasSizeGreaterThan(15)
                .anyMatch(it -> it.startsWith("It is the receipt of the account"));
        assertThat(browser.text("#proof-account")).isEqualTo(ada.id().toString());
        assertThat(browser.violations()).isEmpty();
        assertThat(AccountDeletionStory.raw("GET", "/v1/me", ada.session().accessToken())).isEqualTo(401);

        refusesWhatWasChanged(browser.rawText("#raw"));
    }

    private static void refusesWhatWasChanged(String receipt) throws Exception {
        check(receipt);
        eventually(() -> assertThat(browser.text("#verdict")).startsWith("The receipt is genuine"));
        check(receipt.replace("\"forEveryone\": false", "\"forEveryone\": true"));
        eventually(() -> assertThat(browser.text("#verdict")).startsWith("The receipt proves nothing"));
        assertThat(browser.texts("#findings .fails")).anyMatch(it -> it.startsWith("Not so: account-service issued"))
                .anyMatch(it -> it.startsWith("Not so: message-service signed"));
        browser.screenshot("erasure-forged");
        check(receipt.replaceAll("\"([A-Za-z0-9+/]{85})A==\"", "\"$1B==\"").replaceAll("\"([A-Za-z0-9+/]{85})Q==\"",
                "\"$1R==\"").replaceAll("\"([A-Za-z0-9+/]{85})g==\"", "\"$1h==\"")
                .replaceAll("\"([A-Za-z0-9+/]{85})w==\"",
                        "\"$1x==\""));
        eventually(() -> assertThat(browser.text("#verdict")).startsWith("The receipt proves nothing"));
        check("{\"version\": 2}");
        eventually(() -> assertThat(browser.texts("#findings .fails")).containsExactly("Not so: This is a receipt."));
        check("nothing");
        eventually(() -> assertThat(browser.text("#said")).startsWith("This is no receipt"));
    }

    private static void check(String receipt) {
        browser.visit(page("/erasures", "en"));
        browser.fill("#text", receipt);
        browser.click("#pasted button");
    }

    @Test
    void leavesNothingBehindWhenSomebodyThinksAgain() {
        Person ada = Person.called("Ada");
        comesIn(ada, "de");
        assertThat(ada.session().account().sessions()).hasSize(2);

        browser.click("#step-what .leave");

        shows("#step-over");
        assertThat(browser.text("#outcome")).startsWith("Sie sind von dieser Seite abgemeldet");
        assertThat(ada.session().account().sessions()).hasSize(1);
    }

    @Test
    void registersNobodyAndSaysWhatWentWrong() {
        browser.visit(page("/deactivate", "en"));
        browser.type("#number", "12");
        browser.click("#step-number button");
        eventually(() -> assertThat(browser.text("#said")).startsWith("This is not a telephone number"));

        enters(Person.unusedNumber(), "en");

        eventually(() -> assertThat(browser.text("#said")).startsWith("No account has this number"));
        assertThat(browser.isShown("#step-code")).isTrue();
    }

    @Test
    void isForEverybodyOnAnyScreenInBothLanguages() throws Exception {
        for (String language : List.of("en", "de")) {
            for (boolean dark : List.of(false, true)) {
                browser.prefersDark(dark);
                for (String path : PAGES) {
                    browser.visit(page(path, language));
                    assertThat(browser.violations()).as(path + " " + language + (dark ? " dark" : "")).isEmpty();
                    assertThat(browser.loaded()).allMatch(it -> it.startsWith(Doors.gateway().toString()));
                    browser.screenshot(name(path) + "-" + language + (dark ? "-dark" : ""));
                }
            }
        }
        browser.prefersDark(false);
        browser.resize(new Dimension(400, 800));
        for (String path : PAGES) {
            browser.visit(page(path, "de"));
            assertThat(browser.overflow()).as(path).isZero();
            browser.screenshot(name(path) + "-small");
        }
        browser.resize(Browser.DESK);
    }

    @Test
    void findsAMessageInTheInboxOfADeveloper() throws Exception {
        Person ada = Person.called("Ada");
        Person.called("Bob");
        URI sms = Running.suite().smsInbox().address();
        for (boolean dark : List.of(false, true)) {
            browser.prefersDark(dark);
            for (URI inbox : List.of(sms, Running.suite().mailInbox().address())) {
                browser.visit(inbox);
                assertThat(browser.violations()).as(inbox + (dark ? " dark" : "")).isEmpty();
                assertThat(browser.loaded()).allMatch(it -> it.startsWith(inbox.toString()));
            }
        }
        browser.prefersDark(false);
        browser.visit(sms);

        browser.type("#to", ada.number().substring(3));
        browser.click("form button");

        eventually(() -> assertThat(browser.texts("#messages b")).isNotEmpty().allMatch(ada.number()::equals));
        browser.click("nav a");
        eventually(() -> assertThat(browser.address().getPort()).isEqualTo(Running.suite().gateway().getPort()));
    }

    private static String name(String path) {
        return path.equals("/") ? "home" : path.length() > 20 ? "erasure" : Path.of(path).getFileName().toString();
    }

    private static void comesIn(Person person, String language) {
        enters(person.number(), language);
        shows("#step-what");
    }

    private static void enters(String number, String language) {
        Stores.passAMinuteSinceLastCode();
        int before = Doors.textsTo(number).size();
        browser.visit(page("/deactivate", language));
        browser.type("#number", number);
        browser.click("#step-number button");
        shows("#step-code");
        eventually(() -> assertThat(Doors.textsTo(number)).hasSizeGreaterThan(before));
        browser.type("#sms-code", Doors.textsTo(number).getLast().text()
                .replaceAll("\\D*(\\d{6}).*", "$1"));
        browser.click("#step-code button");
    }

    private static void shows(String step) {
        eventually(PATIENCE, () -> assertThat(browser.isShown(step)).as(browser.text("#said")).isTrue());
    }

    private static URI page(String path, String language) {
        return Doors.gateway().resolve(path + "?lang=" + language);
    }
}
