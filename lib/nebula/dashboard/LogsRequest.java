package nebula.dashboard;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import nebula.logs.Cursor;
import nebula.logs.LogEnd;
import nebula.logs.LogFolder;
import nebula.logs.LogPage;
import nebula.logs.LogQuery;
import nebula.logs.LogTail;

/// `GET /api/logs` and `GET /api/logs/summary`.
final class LogsRequest {
  private static final int LIMIT = 500;
  private static final int HIGHEST_LIMIT = 5_000;
  private static final int HIGHEST_CONTEXT = 50;
  private static final int MOST_FOLLOWERS = 100;
  private static final long QUIET_MILLIS = 15_000;
  private static final int HIGHEST_NEWEST = 1_000;

  /// After what was shown, the longer the more it was: nobody reads ten screens a second.
  private static final long SHORTEST_REST_MILLIS = 10;

  private static final long LONGEST_REST_MILLIS = 100;

  /// More searches at once than this wait: each uses all processors.
  private static final int SEARCHES = 4;

  private final LogFolder logs;
  private final LiveRun live;
  private final LogParameters parameters;
  private final Semaphore searches = new Semaphore(SEARCHES, true);
  private final Semaphore followers = new Semaphore(MOST_FOLLOWERS);

  LogsRequest(LogFolder logs, LiveRun live, Clock clock) {
    this.logs = logs;
    this.live = live;
    this.parameters = new LogParameters(clock);
  }

  void summary(Call call) throws Refused, IOException, InterruptedException {
    LogQuery query = parameters.query(call, this::services);
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
    LogQuery query = parameters.query(call, this::services);
    int limit = call.number("limit", 1, HIGHEST_LIMIT, LIMIT);
    LogParameters.checkPlaces(call);
    if (LogParameters.flag(call, "follow")) {
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
    Optional<Cursor> after = LogParameters.cursor(call, "after");
    if (after.isPresent()) {
      return logs.after(query, after.get(), limit, context);
    }
    if (call.parameter("position").isPresent()) {
      int position = call.number("position", 0, Integer.MAX_VALUE, 0);
      return logs.at(query, position, limit, context);
    }
    return logs.before(query, LogParameters.cursor(call, "before"), limit, context);
  }

  /// Returns when the reader has gone or the run has ended.
  private void follow(Call call, LogQuery query, int limit)
      throws Refused, IOException, InterruptedException {
    boolean endOnly = call.parameter("newest").isPresent();
    int newest = call.number("newest", 1, HIGHEST_NEWEST, HIGHEST_NEWEST);
    Optional<Cursor> after = LogParameters.cursor(call, "after");
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

  /// Of the run, and others whose logs are still there.
  private Set<String> services() throws IOException {
    Set<String> names = new TreeSet<>();
    live.view().snapshot().lines().forEach(line -> names.add(line.service().name()));
    if (!names.isEmpty()) {
      names.addAll(logs.services());
    }
    return names;
  }
}
