package nebula.console;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import nebula.event.Event;
import nebula.event.Snapshot;
import nebula.model.Cause;
import nebula.model.ExitCode;
import nebula.model.Phase;
import nebula.model.Service;
import nebula.model.State;
import nebula.model.Status;

/// Turns the events of a run into lines for a reader that cannot be redrawn. Says what changed, not
/// what was repeated: a probe that fails ten times a second is one line.
final class RunLines {
  private static final String NEBULA = "nebula";
  private static final int WORD = 8;
  private static final Duration PROGRESS_GAP = Duration.ofSeconds(5);
  private static final int LINE_LIMIT = 16_000;
  private static final Set<Cause.Kind> WAITING =
      Set.of(Cause.Kind.WAITS_FOR_DEPENDENCY, Cause.Kind.DEPENDENCY_FAILED);

  private final Theme theme;
  private final Supplier<ZoneId> zone;
  private final boolean logs;
  private final Map<String, Instant> progressSaid = new HashMap<>();
  private final Map<String, Instant> begun = new HashMap<>();
  private final Palette palette = new Palette();
  private Snapshot snapshot = Snapshot.empty();
  private Instant notHealthySince = Instant.EPOCH;
  private boolean healthyBefore;
  private int nameWidth = NEBULA.length();

  RunLines(Theme theme, Supplier<ZoneId> zone, boolean logs) {
    this.theme = theme;
    this.zone = zone;
    this.logs = logs;
  }

  List<String> of(Event event) {
    Optional<Snapshot.Line> before =
        event instanceof Event.StatusChanged changed
            ? snapshot.line(changed.service())
            : Optional.empty();
    boolean wasHealthy = snapshot.allHealthy();
    snapshot = snapshot.after(event);
    if (wasHealthy && !snapshot.allHealthy()) {
      notHealthySince = event.at();
    }
    return switch (event) {
      case Event.RunStarted run -> started(run);
      case Event.StatusChanged changed -> changed(changed, before);
      case Event.ServicesChanged change -> servicesChanged(change);
      case Event.CodeChanged change ->
          List.of(line(change.at(), change.service(), Role.PLAIN, "code", change.code().words()));
      case Event.LogLine line -> logs ? List.of(logLine(line)) : List.of();
      case Event.Progress step -> progress(step);
      case Event.Notice notice ->
          List.of(line(notice.at(), NEBULA, Role.PLAIN, "notice", notice.text()));
      case Event.PageServed page -> List.of(line(page.at(), NEBULA, Role.LINK, "page", page.url()));
      case Event.AllHealthy healthy -> List.of(allHealthy(healthy));
      case Event.RunEnded end ->
          List.of(line(end.at(), NEBULA, Role.PLAIN, "ended", word(end.exitCode())));
    };
  }

  private List<String> started(Event.RunStarted run) {
    notHealthySince = run.at();
    know(run.services());
    List<String> lines = new ArrayList<>();
    lines.add(
        line(
            run.at(),
            NEBULA,
            Role.TITLE,
            "start",
            run.services().size() + " services on " + run.context()));
    if (run.rehearsal()) {
      lines.add(line(run.at(), NEBULA, Role.REHEARSAL, "notice", Rehearsal.SENTENCE));
    }
    return lines;
  }

  private List<String> servicesChanged(Event.ServicesChanged change) {
    know(change.services());
    String text = "now " + change.services().size() + " services";
    return List.of(line(change.at(), NEBULA, Role.PLAIN, "notice", text));
  }

  private void know(List<Service> services) {
    palette.services(services);
    nameWidth = NEBULA.length();
    services.forEach(each -> nameWidth = Math.max(nameWidth, each.name().length()));
  }

  private List<String> changed(Event.StatusChanged changed, Optional<Snapshot.Line> before) {
    Status status = changed.status();
    if (before.isPresent() && sameToAReader(before.get().status(), status)) {
      return List.of();
    }
    if (status.state() == State.STARTING && waits(status)) {
      begun.remove(changed.service());
    } else if (status.state() == State.STARTING) {
      begun.putIfAbsent(changed.service(), changed.at());
    }
    List<String> lines = new ArrayList<>();
    String what =
        status.healthy()
            ? howLong(changed, before)
            : status.cause().map(Cause::what).orElse(Phases.words(status.phase()));
    lines.add(
        line(
            changed.at(), changed.service(), Role.of(status.state()), status.state().word(), what));
    if (status.state() == State.FAILING) {
      begun.put(changed.service(), changed.at());
    }
    if (status.state() == State.FAILING || status.heldUp()) {
      status.cause().ifPresent(cause -> lines.addAll(trouble(changed, cause)));
    }
    return lines;
  }

  /// Its image may be built or pushed meanwhile: that is not yet its own start.
  private static boolean waits(Status status) {
    return status.phase() == Phase.GATE
        || status.cause().map(Cause::kind).filter(WAITING::contains).isPresent();
  }

  private static boolean sameToAReader(Status before, Status now) {
    boolean sameKind = before.cause().map(Cause::kind).equals(now.cause().map(Cause::kind));
    boolean sameWords = before.cause().map(Cause::what).equals(now.cause().map(Cause::what));
    boolean samePhase = before.phase() == now.phase();
    return before.state() == now.state()
        && sameKind
        && before.heldUp() == now.heldUp()
        && (now.state() == State.STARTING ? samePhase || sameWords : samePhase && sameWords);
  }

  private String howLong(Event.StatusChanged changed, Optional<Snapshot.Line> before) {
    Instant since = begun.remove(changed.service());
    if (since == null) {
      return "";
    }
    boolean again = before.map(line -> line.status().state() == State.FAILING).orElse(false);
    return (again ? "again after " : "after ")
        + Elapsed.exact(Duration.between(since, changed.at()));
  }

  private List<String> trouble(Event.StatusChanged changed, Cause cause) {
    List<String> lines = new ArrayList<>();
    String service = changed.service();
    cause.mend().ifPresent(mend -> lines.add(line(changed.at(), service, Role.MEND, "mend", mend)));
    for (String detail : cause.details()) {
      lines.add(line(changed.at(), service, Role.QUIET, "last", clean(detail)));
    }
    List<String> waiting = snapshot.line(service).map(Snapshot.Line::waiting).orElse(List.of());
    if (!waiting.isEmpty()) {
      lines.add(line(changed.at(), service, Role.PLAIN, "holds up", String.join(", ", waiting)));
    }
    return lines;
  }

  private List<String> progress(Event.Progress step) {
    Instant said = progressSaid.get(step.subject());
    boolean due = said == null || step.at().isAfter(said.plus(PROGRESS_GAP));
    if (!due && !step.done()) {
      return List.of();
    }
    progressSaid.put(step.subject(), step.at());
    return List.of(
        line(
            step.at(),
            NEBULA,
            Role.PROGRESS,
            step.done() ? "done" : "doing",
            step.subject() + ": " + step.text()));
  }

  private String allHealthy(Event.AllHealthy healthy) {
    String time = Elapsed.exact(Duration.between(notHealthySince, healthy.at()));
    String urls = Links.all(snapshot);
    String text = Counts.all(snapshot) + (healthyBefore ? " again after " : " after ") + time;
    healthyBefore = true;
    return line(
        healthy.at(), NEBULA, Role.HEALTHY, "healthy", urls.isEmpty() ? text : text + ": " + urls);
  }

  private String logLine(Event.LogLine line) {
    return timeOf(line.at())
        + " "
        + theme.paint(palette.roleOf(line.service()), padded(line.service(), nameWidth))
        + " | "
        + LogText.of(line.text(), LINE_LIMIT).painted(theme);
  }

  private String line(Instant at, String subject, Role role, String word, String text) {
    String start =
        timeOf(at) + " " + padded(subject, nameWidth) + " " + theme.paint(role, padded(word, WORD));
    return (start + " " + text).stripTrailing();
  }

  private String timeOf(Instant at) {
    LocalTime time = LocalTime.ofInstant(at, zone.get());
    return twoDigits(time.getHour())
        + ":"
        + twoDigits(time.getMinute())
        + ":"
        + twoDigits(time.getSecond());
  }

  private static String twoDigits(int number) {
    return number < 10 ? "0" + number : Integer.toString(number);
  }

  private static String padded(String text, int width) {
    return text.length() < width ? text + " ".repeat(width - text.length()) : text;
  }

  private static String clean(String text) {
    return LogText.of(text, LINE_LIMIT).plain();
  }

  private static String word(ExitCode code) {
    return switch (code) {
      case HEALTHY -> "all healthy";
      case SERVICE_FAILED -> "a service failed";
      case BAD_INPUT -> "bad input";
      case MACHINE_LACKS -> "something is missing on this machine";
      case TIMED_OUT -> "timed out";
      case INTERRUPTED -> "interrupted";
    };
  }
}
