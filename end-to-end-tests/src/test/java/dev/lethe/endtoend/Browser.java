package dev.lethe.endtoend;

import static dev.lethe.test.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/// Debian's Chromium, without a screen.
final class Browser implements AutoCloseable {

    static final Dimension DESK = new Dimension(1200, 1400);
    private static final File CHROMIUM = new File("/usr/bin/chromium");
    private static final File DRIVER = new File("/usr/bin/chromedriver");

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    static boolean isInstalled() { return CHROMIUM.canExecute() && DRIVER.canExecute(); }

    static Browser open() {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM);
        // in a container Chromium has neither a sandbox nor much shared memory, and nothing else is to be asked by it
        options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage",
                "--disable-background-networking");
        ChromeDriver driver = new ChromeDriver(
                new ChromeDriverService.Builder().usingDriverExecutable(DRIVER).build(), options);
        driver.manage().timeouts().scriptTimeout(Duration.ofMinutes(2));
        driver.manage().window().setSize(DESK);
        return new Browser(driver);
    }

    void visit(URI page) {
        driver.get(page.toString());
    }

    void resize(Dimension size) {
        driver.manage().window().setSize(size);
    }

    void run(String script, Object... arguments) {
        driver.executeScript(script, arguments);
    }

    void click(String selector) {
        run("arguments[0].click()", driver.findElement(By.cssSelector(selector)));
    }

    void type(String selector, String text) {
        driver.findElement(By.cssSelector(selector)).sendKeys(text);
    }

    /// Replaces what stands in a field, without a key for each letter.
    void fill(String selector, String text) {
        run("arguments[0].value = arguments[1]", driver.findElement(By.cssSelector(selector)), text);
    }

    String text(String selector) {
        return driver.findElement(By.cssSelector(selector)).getText();
    }

    /// The text of what may be folded away.
    String rawText(String selector) {
        return String.valueOf(driver.findElement(By.cssSelector(selector)).getDomProperty("textContent"));
    }

    URI address() {
        return URI.create(String.valueOf(driver.getCurrentUrl()));
    }

    void prefersDark(boolean dark) {
        driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features",
                List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
    }

    /// The addresses of all that the page has loaded.
    List<String> loaded() {
        List<?> all = (List<?>) Objects.requireNonNull(driver
                .executeScript("return performance.getEntriesByType('resource').map(it => it.name)"));
        return all.stream().map(String::valueOf).toList();
    }

    /// Keeps a picture of the page in `target/screenshots`.
    void screenshot(String name) throws IOException {
        Path folder = Files.createDirectories(Path.of("target/screenshots"));
        Files.write(folder.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
    }

    String value(String selector) {
        return String.valueOf(driver.findElement(By.cssSelector(selector)).getDomProperty("value"));
    }

    boolean isShown(String selector) {
        return driver.findElement(By.cssSelector(selector)).isDisplayed();
    }

    List<String> texts(String selector) {
        return driver.findElements(By.cssSelector(selector)).stream().map(WebElement::getText).toList();
    }

    List<String> values(String selector, String attribute) {
        return driver.findElements(By.cssSelector(selector)).stream()
                .map(it -> String.valueOf(it.getDomAttribute(attribute))).toList();
    }

    /// Opens a call and executes it as it is prefilled.
    ///
    /// @return the status of the answer
    String executes(String call) {
        opens(call);
        return execute(call);
    }

    String executes(String call, Path file) {
        opens(call);
        driver.findElement(By.cssSelector(block(call) + " input[type=file]")).sendKeys(file.toString());
        return execute(call);
    }

    /// Executes an open call once more, with other words in its body.
    String executesAgain(String call, String word, String other) {
        WebElement text = driver.findElement(By.cssSelector(block(call) + " textarea"));
        text.sendKeys(Keys.chord(Keys.CONTROL, "a"), body(call).replace(word, other));
        click(block(call) + " .btn-clear");
        return execute(call);
    }

    /// What an open call is about to send, or sent last.
    String body(String call) {
        return value(block(call) + " textarea");
    }

    void opens(String call) {
        eventually(Duration.ofMinutes(1),
                () -> assertThat(driver.findElements(By.cssSelector(block(call)))).hasSize(1));
        click(block(call) + " .opblock-summary-control");
        eventually(Duration.ofMinutes(1),
                () -> assertThat(driver.findElements(By.cssSelector(block(call) + " .execute"))).hasSize(1));
    }

    void closes(String call) {
        click(block(call) + " .opblock-summary-control");
    }

    private String execute(String call) {
        click(block(call) + " .execute");
        AtomicReference<String> status = new AtomicReference<>("");
        eventually(Duration.ofMinutes(1), () -> {
            status.set(texts(block(call) + " .live-responses-table tbody .response-col_status").getFirst().strip());
            assertThat(status.get()).isNotEmpty();
        });
        return status.get();
    }

    String answer(String call) {
        return driver.findElement(By.cssSelector(block(call) + " .live-responses-table")).getText();
    }

    private static String block(String call) {
        return "[id^='operations-'][id$='-" + call + "']";
    }

    /// What the rules of axe find on this page.
    List<?> violations() throws IOException {
        run(axe());
        return (List<?>) Objects.requireNonNull(driver.executeAsyncScript("""
                const done = arguments[arguments.length - 1];
                axe.run().then(found => done(found.violations.map(it => it.id + ': ' + it.nodes[0].html)));"""));
    }

    /// How far the page is wider than the window.
    long overflow() {
        return (Long) Objects.requireNonNull(driver
                .executeScript("return document.documentElement.scrollWidth - document.documentElement.clientWidth"));
    }

    private static String axe() throws IOException {
        try (InputStream script = Objects.requireNonNull(Browser.class.getResourceAsStream("/axe.min.js"))) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() {
        driver.quit();
    }
}
