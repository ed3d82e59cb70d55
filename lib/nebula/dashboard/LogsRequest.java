package nebula.dashboard;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import nebula.logs.Cursor;
import nebula.logs.FieldMatch;
import nebula.logs.Level;
import nebula.logs.LogEnd;
import nebula.logs.LogFolder;
import nebula.logs.LogPage;
import nebula.logs.LogQuery;
import nebula.logs.LogTail;
import nebula.logs.TextMatch;

/// `GET /api/logs` and `GET /api/logs/summary`.
final class LogsRequest {
  private static final int LIMIT = 500;
  private static final int HIGHEST_LIMIT = 5_000;
  private static final int HIGHEST_CONTEXT = 50;
  private static final int LONGEST_TEXT = 1_000;
  private static final int MOST_FOLLOWERS = 100;
  private static final long QUIET_MILLIS = 15_000;
  private static final int HIGHEST_NEWEST = 1_000;

  /// After what was shown, the longer the more it was: nobody reads ten screens a second.
  private static final long SHORTEST_REST_MILLIS = 10;

  private static final long LONGEST_REST_MILLIS = 100;

  /// More searches at once than this wait: each uses all processors.
  private static final int SEARCHES = 4;

  private final LogFolder logs;
  private final Clock clock;
  private final Semaphore searches = new Semaphore(SEARCHES, true);
  private final Semaphore followers = new Semaphore(MOST_FOLLOWERS);

  LogsRequest(LogFolder logs, Clock clock) {
    this.logs = logs;
    this.clock = clock;
  }

  void summary(Call call) throws Refused, IOException, InterruptedException {
    LogQuery query = query(call);
    long began = System.nanoTime();
    searches.acquire();
    try {
      var summary = logs.summary(query);
      call.json(200, LogsJson.summary(summary, (System.nanoTime() - began) / 1_000_000));
    } finally {
      searches.release();
    }
  }

  void lines(Call call) throws Refused, IOException, InterruptedException {
    LogQuery query = query(call);
    int limit = call.number("limit", 1, HIGHEST_LIMIT, LIMIT);
    if (flag(call, "follow")) {
      follow(call, query, limit);
      return;
    }
    searches.acquire();
    LogPage page;
    try {
      page = page(call, query, limit);
    } finally {
      searches.release();
    }
    StringBuilder lines = new StringBuilder();
    page.entries().forEach(entry -> lines.append(LogsJson.line(entry)).append('\n'));
    lines.append(LogsJson.page(page)).append('\n');
    call.whole(200, LogsJson.TYPE, lines.toString().getBytes(StandardCharsets.UTF_8));
  }

  private LogPage page(Call call, LogQuery query, int limit) throws Refused, IOException {
    int context = call.number("context", 0, HIGHEST_CONTEXT, 0);
    Optional<Cursor> after = cursor(call, "after");
    if (after.isPresent()) {
      return logs.after(query, after.get(), limit, context);
    }
    if (call.parameter("position").isPresent()) {
      int position = call.number("position", 0, Integer.MAX_VALUE, 0);
      return logs.at(query, position, limit, context);
    }
    return logs.before(query, cursor(call, "before"), limit, context);
  }

  /// Returns when the reader has gone or the run has ended.
  private void follow(Call call, LogQuery query, int limit)
      throws Refused, IOException, InterruptedException {
    boolean endOnly = call.parameter("newest").isPresent();
    int newest = call.number("newest", 1, HIGHEST_NEWEST, HIGHEST_NEWEST);
    Optional<Cursor> after = cursor(call, "after");
    if (!followers.tryAcquire()) {
      throw new Refused(503, "too many follow the logs", Optional.of("close other pages"));
    }
    try (OutputStream out = call.stream(LogsJson.TYPE)) {
      if (endOnly) {
        show(logs.end(query, after, newest), out);
        return;
      }
      LogTail tail = logs.follow(query, after, limit);
      write(tail.page(), out);
      while (!tail.ended()) {
        write(tail.next(QUIET_MILLIS), out);
      }
    } finally {
      followers.release();
    }
  }

  /// A reader that only shows the newest gets no more than it can show.
  private static void show(LogEnd end, OutputStream out) throws IOException, InterruptedException {
    while (!end.ended()) {
      LogEnd.Part part = end.next(QUIET_MILLIS);
      if (!part.entries().isEmpty()) {
        out.write((LogsJson.end(part) + "\n").getBytes(StandardCharsets.UTF_8));
      }
      write(part.entries(), out);
      Thread.sleep(Math.clamp(part.entries().size(), SHORTEST_REST_MILLIS, LONGEST_REST_MILLIS));
    }
  }

  /// When there is nothing a blank line keeps the connection, and shows whether it is still there.
  private static void write(List<LogPage.Entry> entries, OutputStream out) throws IOException {
    StringBuilder lines = new StringBuilder(entries.isEmpty() ? "\n" : "");
    entries.forEach(entry -> lines.append(LogsJson.line(entry)).append('\n'));
    out.write(lines.toString().getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private LogQuery query(Call call) throws Refused {
    LogQuery.Kind kind =
        switch (call.parameter("kind").orElse("both")) {
          case "line" -> LogQuery.Kind.LINE;
          case "marker" -> LogQuery.Kind.MARKER;
          case "both" -> LogQuery.Kind.BOTH;
          default -> throw Refused.badInput("kind is unknown", "it is line, marker or both");
        };
    return new LogQuery(
        names(call, "services"),
        moment(call, "since"),
        moment(call, "until"),
        levels(call),
        kind,
        text(call),
        fields(call));
  }

  private static Set<String> names(Call call, String parameter) {
    Set<String> names = new HashSet<>();
    call.parameter(parameter).ifPresent(text -> names.addAll(Arrays.asList(text.split(",", 200))));
    names.remove("");
    return names;
  }

  private static Set<String> levels(Call call) throws Refused {
    Set<String> levels = new HashSet<>();
    for (String word : names(call, "level")) {
      if (!word.equals("none") && Level.ofWord(word).isEmpty()) {
        throw Refused.badInput(
            "there is no level '" + word + "'",
            "there are trace, debug, info, warn, error, fatal and none");
      }
      levels.add(word.equals("none") ? word : Level.ofWord(word).orElseThrow().word());
    }
    return levels;
  }

  private static Optional<TextMatch> text(Call call) throws Refused {
    Optional<String> wanted = call.parameter("q");
    if (wanted.isEmpty()) {
      return Optional.empty();
    }
    if (wanted.get().length() > LONGEST_TEXT) {
      throw Refused.badInput("q is longer than 1000 characters", "look for a part of it");
    }
    boolean caseMatters = flag(call, "case");
    if (!flag(call, "regex")) {
      return Optional.of(new TextMatch.Plain(wanted.get(), caseMatters));
    }
    try {
      int flags = caseMatters ? 0 : Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
      return Optional.of(new TextMatch.Expression(Pattern.compile(wanted.get(), flags)));
    } catch (PatternSyntaxException wrong) {
      throw Refused.badInput(
          "q is no regular expression: " + wrong.getDescription(),
          "put a backslash before signs that are meant as they are");
    }
  }

  private static List<FieldMatch> fields(Call call) throws Refused {
    List<FieldMatch> fields = new ArrayList<>();
    for (String field : call.all("field")) {
      int equals = field.indexOf('=');
      if (equals < 1) {
        throw Refused.badInput("field is '" + field + "'", "write path=value, such as req.id=7");
      }
      fields.add(new FieldMatch(field.substring(0, equals), field.substring(equals + 1)));
    }
    return fields;
  }

  /// A moment, or a span before now.
  private Optional<Instant> moment(Call call, String name) throws Refused {
    Optional<String> text = call.parameter(name);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      String value = text.get();
      if (value.contains("T")) {
        return Optional.of(Instant.parse(value));
      }
      String upper = value.toUpperCase(java.util.Locale.ROOT);
      int days = upper.indexOf('D');
      String span =
          days < 0
              ? "PT" + upper
              : "P"
                  + upper.substring(0, days + 1)
                  + (days + 1 < upper.length() ? "T" : "")
                  + upper.substring(days + 1);
      return Optional.of(clock.instant().minus(Duration.parse(span)));
    } catch (DateTimeException | ArithmeticException wrong) {
      throw Refused.badInput(
          name + " is '" + text.get() + "'", "write 90s, 10m, 1h30m, 2d or 2026-11-24T07:00:00Z");
    }
  }

  private static Optional<Cursor> cursor(Call call, String name) throws Refused {
    Optional<String> text = call.parameter(name);
    Optional<Cursor> cursor = text.flatMap(Cursor::of);
    if (text.isPresent() && cursor.isEmpty()) {
      throw Refused.badInput(name + " is no cursor", "take one that a line came with");
    }
    return cursor;
  }

  private static boolean flag(Call call, String name) {
    return call.parameter(name).filter("true"::equals).isPresent();
  }
}
