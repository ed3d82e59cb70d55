package nebula.dashboard;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import nebula.event.Controls;
import nebula.event.Event;
import nebula.event.EventJson;
import nebula.event.Masks;
import nebula.event.Snapshot;
import nebula.model.Failure;

/// The run as its events have made it, and the readers that hear of each further one. Used by one
/// thread that takes events and by many that read.
final class LiveRun {
  static final int MOST_READERS = 2_000;
  private static final int KEPT_MESSAGES = 5_000;
  private static final int KEPT_START = 20_000;
  private static final int KEPT_NOTICES = 100;

  private final String run;
  private final String project;
  private final Controls controls;
  private final Supplier<Masks> masks;
  private final EventJson json = new EventJson();
  private final Set<EventStream> readers = new java.util.LinkedHashSet<>();
  private final ArrayDeque<Message> kept = new ArrayDeque<>();
  private final ArrayDeque<Event.Notice> notices = new ArrayDeque<>();
  private final List<Event> start = new ArrayList<>();
  private final Map<String, List<Controls.Action>> actions = new HashMap<>();
  private Map<String, Usage> usage = Map.of();
  private Snapshot snapshot = Snapshot.empty();
  private Optional<Instant> started = Optional.empty();
  private Optional<Event.RunEnded> ended = Optional.empty();
  private boolean healthyOnce;
  private long number;
  private volatile boolean logsWanted;

  LiveRun(String run, String project, Controls controls, Supplier<Masks> masks) {
    this.run = run;
    this.project = project;
    this.controls = controls;
    this.masks = masks;
  }

  /// Whether anybody listens for log lines.
  boolean logsWanted() {
    return logsWanted;
  }

  void take(Event raw) {
    Event event = masks.get().event(raw);
    if (event instanceof Event.LogLine line) {
      Message message = Message.log(line.service(), json.line(line));
      synchronized (this) {
        readers.forEach(reader -> reader.offer(message));
      }
      return;
    }
    synchronized (this) {
      fold(event);
      send(json.line(event));
    }
    // Asked outside of the lock: whoever answers may take its time.
    askActions(event);
  }

  private void fold(Event event) {
    snapshot = snapshot.after(event);
    switch (event) {
      case Event.RunStarted run -> started = started.or(() -> Optional.of(run.at()));
      case Event.RunEnded end -> ended = Optional.of(end);
      case Event.Notice notice -> {
        notices.add(notice);
        if (notices.size() > KEPT_NOTICES) {
          notices.removeFirst();
        }
      }
      default -> {}
    }
    if (!healthyOnce && start.size() < KEPT_START) {
      start.add(event);
    }
    healthyOnce |= event instanceof Event.AllHealthy;
  }

  private void send(String line) {
    number++;
    Message message = Message.event(run, number, line);
    kept.add(message);
    if (kept.size() > KEPT_MESSAGES) {
      kept.removeFirst();
    }
    readers.forEach(reader -> reader.offer(message));
  }

  private void askActions(Event event) {
    List<String> services =
        switch (event) {
          case Event.StatusChanged changed -> List.of(changed.service());
          case Event.RunStarted _, Event.ServicesChanged _ ->
              view().snapshot().lines().stream().map(line -> line.service().name()).toList();
          default -> List.of();
        };
    for (String service : services) {
      List<Controls.Action> possible = possible(service);
      synchronized (this) {
        if (!possible.equals(actions.put(service, possible))) {
          send(RunJson.actions(event.at(), service, possible));
        }
      }
    }
  }

  private List<Controls.Action> possible(String service) {
    try {
      return List.copyOf(controls.possible(service));
    } catch (Failure gone) {
      return List.of();
    }
  }

  void use(Instant at, Map<String, Usage> now) {
    synchronized (this) {
      if (!now.equals(usage)) {
        usage = Map.copyOf(now);
        send(RunJson.usage(at, usage));
      }
    }
  }

  synchronized RunView view() {
    return new RunView(
        run,
        number,
        project,
        snapshot,
        started,
        ended,
        List.copyOf(start),
        List.copyOf(notices),
        Map.copyOf(actions),
        usage);
  }

  synchronized int readers() {
    return readers.size();
  }

  /// The stream gets first what came after that event, when it is still known; else it is behind.
  ///
  /// @param after as a reader gave it; empty for a new one
  /// @return whether there was room for one more
  synchronized boolean join(EventStream reader, String after) {
    if (readers.size() >= MOST_READERS) {
      return false;
    }
    long seen = after.startsWith(run + "-") ? numberIn(after.substring(run.length() + 1)) : -1;
    long oldest = kept.isEmpty() ? number + 1 : kept.getFirst().number();
    if (seen < oldest - 1 || seen > number) {
      reader.fallBehind();
    } else {
      kept.stream().filter(message -> message.number() > seen).forEach(reader::offer);
    }
    readers.add(reader);
    logsWanted |= reader.wantsLogs();
    return true;
  }

  synchronized void leave(EventStream reader) {
    readers.remove(reader);
    logsWanted = readers.stream().anyMatch(EventStream::wantsLogs);
    notifyAll();
  }

  /// Readers get what is waiting for them, those at least that take it within the time.
  synchronized void close(long millis) throws InterruptedException {
    readers.forEach(EventStream::close);
    long end = System.nanoTime() + millis * 1_000_000;
    long left = millis;
    while (!readers.isEmpty() && left > 0) {
      wait(left);
      left = (end - System.nanoTime()) / 1_000_000;
    }
  }

  private static long numberIn(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException none) {
      return -1;
    }
  }
}
