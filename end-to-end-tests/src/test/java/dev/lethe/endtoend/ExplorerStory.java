package dev.lethe.endtoend;

import static dev.lethe.test.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Dimension;

/// What a newcomer does first, in a real browser.
class ExplorerStory {

    private static final List<String> CALLS = List.of("getMe", "changeMe", "getAccount", "setPassword", "getPassword",
            "forgetPassword", "getForgottenPassword", "keepPassword", "setRecoveryEmail", "getRecoveryEmail",
            "removeRecoveryEmail", "removePassword", "listHoldings", "listHeldRows", "listSessions", "sendMessage",
            "listMessages", "editMessage", "listChats", "markRead", "changeChatMarks", "markChat", "listUpdates",
            "searchMessages", "createGroup", "getGroup", "setGroupTitle", "giveContactConsent", "getContactConsent",
            "syncContacts", "listContacts", "setContactSettings", "getContactSettings", "prepareImport", "getImport",
            "callOffImport", "exportHistory", "listExportFiles", "deleteMessage", "clearChat", "deleteChat",
            "requestDeletion", "getDeletion", "getSigningKeys");

    private static Browser browser;

    @TempDir
    private Path folder = Path.of("");

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
    void signsInOnceForAllCallsAndAReload() throws Exception {
        browser.visit(Doors.gateway().resolve("/"));
        browser.click("a.button");
        eventually(() -> assertThat(browser.texts(".opblock-tag small")).hasSizeGreaterThan(10)
                .allSatisfy(it -> assertThat(it).isNotBlank()));
        assertThat(browser.values(".opblock-tag", "data-tag")).startsWith("sign-in", "profile").endsWith("deletion",
                "erasures");
        signIn();

        for (String call : CALLS) {
            assertThat(browser.executes(call)).as(call).startsWith("2");
            browser.closes(call);
        }
        browser.visit(Doors.gateway().resolve("/explorer"));
        assertThat(browser.executes("listChats")).startsWith("2");
    }

    @Test
    void sendsAgainListensAWhileAndUploads() throws Exception {
        browser.visit(Doors.gateway().resolve("/explorer"));
        signIn();

        assertThat(browser.executes("sendMessage")).isEqualTo("201");
        assertThat(browser.executesAgain("sendMessage", "Look what", "See what")).isEqualTo("201");
        assertThat(browser.executes("streamUpdates")).isEqualTo("200");
        assertThat(browser.answer("streamUpdates")).contains("heartbeat");
        Path picture = Files.write(folder.resolve("Übung.png"), new byte[] {1, 2, 3});
        assertThat(browser.executes("uploadFile", picture)).isEqualTo("201");
        assertThat(browser.answer("uploadFile")).contains("Übung.png", "image/png");
    }

    @Test
    void isForEverybodyAndOnATelephone() throws Exception {
        browser.visit(Doors.gateway().resolve("/"));
        assertThat(browser.violations()).isEmpty();
        browser.visit(Doors.smsInbox());
        assertThat(browser.violations()).isEmpty();
        browser.visit(Doors.gateway().resolve("/explorer"));
        browser.opens("sendMessage");
        assertThat(browser.violations()).isEmpty();

        browser.resize(new Dimension(400, 800));
        assertThat(browser.overflow()).isZero();
        browser.resize(Browser.DESK);
    }

    @Test
    void asksForThePasswordWhereOneIsSet() {
        browser.visit(Doors.gateway().resolve("/explorer"));
        signIn();
        String number = browser.value("#number");
        assertThat(browser.executes("setPassword")).isEqualTo("200");
        String password = browser.body("setPassword").replaceAll("(?s).*\"password\": \"([^\"]+)\".*", "$1");
        browser.click("#sign-out");
        Stores.passAMinuteSinceLastCode();
        int before = Doors.textsTo(number).size();
        browser.click("#ask button");
        eventually(() -> assertThat(Doors.textsTo(number)).hasSizeGreaterThan(before));
        enterCode(number);
        eventually(() -> assertThat(browser.isShown("#password")).isTrue());

        browser.type("#password", password);
        browser.click("#give button");

        eventually(() -> assertThat(browser.isShown("#signed-in")).isTrue());
    }

    private static void signIn() {
        browser.run("sessionStorage.clear()");
        browser.visit(Doors.gateway().resolve("/explorer"));
        eventually(() -> assertThat(browser.value("#number")).startsWith("+49151"));
        String number = browser.value("#number");
        browser.click("#ask button");
        eventually(() -> assertThat(Doors.textsTo(number)).isNotEmpty());
        enterCode(number);
        eventually(() -> assertThat(browser.isShown("#signed-in")).isTrue());
    }

    private static void enterCode(String number) {
        eventually(() -> assertThat(browser.isShown("#code")).isTrue());
        browser.type("#code", Doors.textsTo(number).getLast().text().replaceAll(
                ".*?(\\d{6}).*", "$1"));
        browser.click("#enter button");
    }
}
