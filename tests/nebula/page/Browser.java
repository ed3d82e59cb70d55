package nebula.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;
import org.opentest4j.TestAbortedException;

/// A headless Chromium, and what a person does with it. One is enough for all tests: each opens a
/// page on a port of its own.
public final class Browser implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int DESK_WIDTH = 1280;
  private static final int DESK_HEIGHT = 800;
  private static final int TALL_HEIGHT = 40_000;
  private static final int PHONE_WIDTH = 390;
  private static final int PHONE_HEIGHT = 844;

  private final ChromeDriver driver;

  public enum Scheme {
    LIGHT,
    DARK
  }

  private Browser(Path chromium, Path chromedriver) {
    ChromeOptions options = new ChromeOptions();
    options.setBinary(chromium.toFile());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--hide-scrollbars");
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, java.util.logging.Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(chromedriver.toFile())
            .usingAnyFreePort()
            .build();
    this.driver = new ChromeDriver(service, options);
    driver.manage().timeouts().pageLoadTimeout(LIMIT).scriptTimeout(LIMIT);
  }

  /// @throws TestAbortedException where there is no Chromium, or no driver of it
  static Browser open() {
    Path chromium = program("chromium", "chromium-browser", "google-chrome");
    return new Browser(chromium, program("chromedriver"));
  }

  private static Path program(String... names) {
    for (String folder : System.getenv().getOrDefault("PATH", "").split(":")) {
      for (String name : names) {
        Path file = Path.of(folder, name);
        if (Files.isExecutable(file)) {
          return file;
        }
      }
    }
    throw new TestAbortedException(names[0] + " is not installed");
  }

  /// At the size of a desk, in the theme of the system; what the page before said is forgotten.
  public Browser at(String url) {
    desk();
    // The page before may still ask a run that has ended.
    driver.get("about:blank");
    said();
    driver.get(url);
    return this;
  }

  public void desk() {
    size(DESK_WIDTH, DESK_HEIGHT, false);
  }

  /// So that thousands of rows are seen at once.
  public void tall() {
    size(DESK_WIDTH, TALL_HEIGHT, false);
  }

  public void width(int width) {
    size(width, DESK_HEIGHT, false);
  }

  public void phone() {
    size(PHONE_WIDTH, PHONE_HEIGHT, true);
  }

  private void size(int width, int height, boolean mobile) {
    Map<String, Object> metrics =
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", mobile);
    driver.executeCdpCommand("Emulation.setDeviceMetricsOverride", metrics);
  }

  public void scheme(Scheme scheme) {
    String value = scheme.name().toLowerCase(Locale.ROOT);
    Object feature = Map.of("name", "prefers-color-scheme", "value", value);
    driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of(feature)));
  }

  /// Whether the page's own requests get anywhere; those of its worker do.
  public void offline(boolean cut) {
    driver.executeCdpCommand("Network.enable", Map.of());
    driver.executeCdpCommand(
        "Network.emulateNetworkConditions",
        Map.of("offline", cut, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1));
  }

  /// As a person has it who chose a few colours for all programs.
  public void forcedColours(boolean active) {
    Object feature = Map.of("name", "forced-colors", "value", active ? "active" : "none");
    driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of(feature)));
  }

  /// The text of the first such element, as it is seen; empty when there is none.
  public String text(String selector) {
    return driver.findElements(By.cssSelector(selector)).stream()
        .findFirst()
        .map(WebElement::getText)
        .orElse("");
  }

  public List<String> texts(String selector) {
    String script =
        "return [...document.querySelectorAll(arguments[0])].map(each => each.innerText)";
    return list(driver.executeScript(script, selector));
  }

  private static List<String> list(Object answer) {
    return ((List<?>) answer).stream().map(String::valueOf).toList();
  }

  /// Waits until the first such element has a text as wanted.
  public String await(String selector, Predicate<String> wanted) {
    Awaited awaited = new Awaited();
    try {
      return new WebDriverWait(driver, LIMIT, Duration.ofMillis(50))
          .ignoring(org.openqa.selenium.StaleElementReferenceException.class)
          .until(_ -> awaited.keep(text(selector), wanted).orElse(null));
    } catch (org.openqa.selenium.TimeoutException late) {
      String page = text("body");
      throw new AssertionError(
          "not within " + LIMIT + ": " + selector + " says '" + awaited.last + "'\n" + page, late);
    }
  }

  private static final class Awaited {
    private String last = "";

    Optional<String> keep(String text, Predicate<String> wanted) {
      last = text;
      return wanted.test(text) ? Optional.of(text) : Optional.empty();
    }
  }

  /// Waits until the script's answer is true.
  public void awaitTrue(String script) {
    try {
      new WebDriverWait(driver, LIMIT, Duration.ofMillis(50))
          .until(_ -> Boolean.TRUE.equals(driver.executeScript("return " + script)));
    } catch (org.openqa.selenium.TimeoutException late) {
      throw new AssertionError("never true: " + script + "\n" + text("body"), late);
    }
  }

  public Object run(String script, Object... arguments) {
    return driver.executeScript(script, arguments);
  }

  public double number(String script) {
    return ((Number) driver.executeScript("return " + script)).doubleValue();
  }

  public void click(String selector) {
    driver.findElement(By.cssSelector(selector)).click();
  }

  public void type(String selector, String text) {
    driver.findElement(By.cssSelector(selector)).sendKeys(text);
  }

  /// Keys to whatever has the focus.
  public void press(CharSequence... keys) {
    new Actions(driver).sendKeys(keys).perform();
  }

  /// A key while others are held.
  public void pressWith(CharSequence key, Keys... held) {
    Actions actions = new Actions(driver);
    List.of(held).forEach(actions::keyDown);
    actions.sendKeys(key);
    List.of(held).forEach(actions::keyUp);
    actions.perform();
  }

  public void pressTab() {
    press(Keys.TAB);
  }

  public String title() {
    return driver.getTitle();
  }

  public String url() {
    return driver.getCurrentUrl();
  }

  /// What the page said to the console since last asked; a breach of the page's policy is one.
  public List<String> said() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(LogEntry::toString)
        .toList();
  }

  /// Of the whole page as it is seen now.
  public void screenshot(Path file) {
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public void close() {
    driver.quit();
  }
}
