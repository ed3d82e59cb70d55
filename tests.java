///usr/bin/env "$(dirname "$(readlink -f "$0")")/jbang" "$(readlink -f "$0")" "$@" ; exit $?
//JAVA 25+
//DEPS org.junit:junit-bom:6.1.3@pom
//DEPS org.junit.jupiter:junit-jupiter
//DEPS org.junit.platform:junit-platform-launcher
//DEPS org.seleniumhq.selenium:selenium-chrome-driver:4.52.0
//DEPS org.seleniumhq.selenium:selenium-support:4.52.0
//SOURCES lib/nebula/Nebula.java
//SOURCES tests/**.java
//SOURCES tools/bench/**.java

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.logging.LogManager;
import java.util.regex.Pattern;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Runs the tests: one line a class, each failure in full, and `N passed, N failed, N skipped` as
/// the last line. Exit code 0 only if something ran and nothing failed.
@Command(name = "tests.java", mixinStandardHelpOptions = true, sortOptions = false)
class tests implements Callable<Integer> {

  @Option(names = "--unit", description = "Only the tests that need nothing: tests/nebula.")
  boolean unit;

  @Option(names = "--e2e", description = "Only the tests on a real cluster: tests/e2e.")
  boolean endToEnd;

  @Option(
      names = "--require-e2e",
      description = "A skipped test of tests/e2e fails: for a machine that has Docker and k3d.")
  boolean requireEndToEnd;

  @Option(
      names = "--require-browser",
      description = "A skipped test of the page fails: for a machine that has Chromium.")
  boolean requireBrowser;

  @Option(
      names = "--filter",
      paramLabel = "REGEX",
      description = "Only tests whose Class.method has a match.")
  Pattern filter;

  @Option(names = "--list", description = "Print the names, run nothing.")
  boolean list;

  static void main(String... args) {
    // fabric8, the JDK's client and JUnit itself log to stderr, between the lines that count.
    LogManager.getLogManager().reset();
    System.exit(new CommandLine(new tests()).execute(args));
  }

  @Override
  public Integer call() {
    var report = new Report(System.out, required());
    var launcher = LauncherFactory.create();
    for (var suite : suites()) {
      var plan = launcher.discover(suite);
      if (list) {
        plan.getRoots().forEach(root -> print(plan, root));
      } else {
        launcher.execute(plan, report);
      }
    }
    return list ? 0 : report.finish();
  }

  /// Packages of tests that may not be skipped, with the option that says so.
  private Map<String, String> required() {
    var required = new LinkedHashMap<String, String>();
    if (requireEndToEnd) required.put("e2e.", "--require-e2e");
    if (requireBrowser) required.put("nebula.page.", "--require-browser");
    return required;
  }

  /// Unit tests first: they are quick, and a broken model makes noise of every end-to-end test.
  private List<LauncherDiscoveryRequest> suites() {
    var suites = new ArrayList<LauncherDiscoveryRequest>();
    if (unit || !endToEnd) suites.add(suite("nebula", Duration.ofMinutes(1)));
    if (endToEnd || !unit) suites.add(suite("e2e", Duration.ofMinutes(15)));
    return suites;
  }

  private LauncherDiscoveryRequest suite(String packageName, Duration limit) {
    return LauncherDiscoveryRequestBuilder.request()
        .selectors(selectPackage(packageName))
        .filters((PostDiscoveryFilter) this::matches)
        .configurationParameter(
            "junit.jupiter.execution.timeout.testable.method.default", limit.toSeconds() + " s")
        .configurationParameter("junit.jupiter.execution.timeout.mode", "disabled_on_debug")
        .configurationParameter(
            "junit.jupiter.testclass.order.default", "org.junit.jupiter.api.ClassOrderer$ClassName")
        .build();
  }

  private FilterResult matches(TestDescriptor test) {
    var method = test.getSource().filter(MethodSource.class::isInstance);
    if (filter == null || method.isEmpty()) return FilterResult.included("not a method");
    return FilterResult.includedIf(filter.matcher(Report.name(method.get())).find());
  }

  private static void print(TestPlan plan, TestIdentifier parent) {
    for (var child : plan.getChildren(parent)) {
      var method = child.getSource().filter(MethodSource.class::isInstance);
      method.ifPresentOrElse(
          source -> System.out.println(Report.name(source)), () -> print(plan, child));
    }
  }

  /// Counts what ends, and prints a class when its last test has ended.
  static final class Report implements TestExecutionListener {
    private static final int STACK_LINES = 12;

    private final PrintStream out;
    private final Map<String, String> required;
    private final Tally total = new Tally();
    private final Map<String, Tally> classes = new LinkedHashMap<>();
    private TestPlan plan;

    Report(PrintStream out, Map<String, String> required) {
      this.out = out;
      this.required = required;
    }

    @Override
    public void testPlanExecutionStarted(TestPlan started) {
      plan = started;
    }

    @Override
    public void executionStarted(TestIdentifier test) {
      if (isTopClass(test)) classes.put(className(test), new Tally());
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
      skipped(test, reason);
      // JUnit does not report a skipped class as started or finished.
      if (isTopClass(test)) printClass(className(test));
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
      switch (result.getStatus()) {
        case SUCCESSFUL -> {
          if (test.isTest()) count(test, 1, 0, 0);
        }
        case ABORTED ->
            skipped(test, result.getThrowable().map(Throwable::getMessage).orElse("no reason"));
        case FAILED -> {
          count(test, 0, 1, 0);
          out.println("  FAILED   " + title(test));
          result.getThrowable().ifPresent(this::printFailure);
        }
      }
      if (isTopClass(test)) printClass(className(test));
    }

    /// A skipped class counts as each of its tests.
    private void skipped(TestIdentifier test, String reason) {
      var tests =
          test.isTest()
              ? 1
              : plan.getDescendants(test).stream().filter(t -> t.isTest() || isTemplate(t)).count();
      var number = Math.max(1, (int) tests);
      var option =
          required.entrySet().stream()
              .filter(entry -> className(test).startsWith(entry.getKey()))
              .map(Map.Entry::getValue)
              .findFirst();
      count(test, 0, option.isPresent() ? number : 0, option.isPresent() ? 0 : number);
      out.println(
          (option.isPresent() ? "  FAILED   " : "  skipped  ")
              + title(test)
              + ": "
              + option.map(given -> "skipped, but " + given + " was given: ").orElse("")
              + reason);
    }

    private void count(TestIdentifier test, int passed, int failed, int skipped) {
      total.add(passed, failed, skipped);
      classes.computeIfAbsent(className(test), _ -> new Tally()).add(passed, failed, skipped);
    }

    private void printClass(String name) {
      var tally = classes.getOrDefault(name, new Tally());
      if (tally.isEmpty()) return;
      var seconds = (System.nanoTime() - tally.startedAt) / 1e9;
      out.printf(Locale.ROOT, "%-52s %s  %.2f s%n", name, tally, seconds);
    }

    private void printFailure(Throwable failure) {
      for (var cause = failure; cause != null; cause = cause.getCause()) {
        out.println(
            "    "
                + (cause == failure ? "" : "caused by ")
                + String.valueOf(cause).replace("\n", "\n    "));
        var lines =
            List.of(cause.getStackTrace()).stream().filter(Report::isOurs).limit(STACK_LINES);
        lines.forEach(line -> out.println("      at " + line));
      }
    }

    private static boolean isOurs(StackTraceElement line) {
      return line.getClassName().startsWith("nebula.") || line.getClassName().startsWith("e2e.");
    }

    int finish() {
      if (total.isEmpty()) out.println("No test was found.");
      out.println(total);
      return total.failed > 0 || total.isEmpty() ? 1 : 0;
    }

    private boolean isTopClass(TestIdentifier test) {
      return test.getSource().filter(ClassSource.class::isInstance).isPresent()
          && plan.getParent(test).flatMap(plan::getParent).isEmpty();
    }

    private static boolean isTemplate(TestIdentifier test) {
      return test.getSource().filter(MethodSource.class::isInstance).isPresent();
    }

    private static String title(TestIdentifier test) {
      var name = test.getSource().map(Report::name).orElse(test.getDisplayName());
      // A parameterised test has its arguments in the display name only.
      return name.endsWith(test.getDisplayName().replace("()", ""))
          ? name
          : name + " " + test.getDisplayName();
    }

    /// The outermost class, which is what a line is printed for.
    private static String className(TestIdentifier test) {
      var name =
          switch (test.getSource().orElse(null)) {
            case MethodSource method -> method.getClassName();
            case ClassSource type -> type.getClassName();
            case null, default -> test.getDisplayName();
          };
      return name.split("[$]", 2)[0];
    }

    static String name(TestSource source) {
      return switch (source) {
        case MethodSource method -> method.getClassName() + "." + method.getMethodName();
        case ClassSource type -> type.getClassName();
        default -> source.toString();
      };
    }
  }

  static final class Tally {
    final long startedAt = System.nanoTime();
    int passed;
    int failed;
    int skipped;

    void add(int morePassed, int moreFailed, int moreSkipped) {
      passed += morePassed;
      failed += moreFailed;
      skipped += moreSkipped;
    }

    boolean isEmpty() {
      return passed + failed + skipped == 0;
    }

    @Override
    public String toString() {
      return passed + " passed, " + failed + " failed, " + skipped + " skipped";
    }
  }
}
