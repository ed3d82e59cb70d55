package nebula.sync;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nebula.model.Cause;
import nebula.model.SyncRule;
import nebula.sync.ContainerSync.Result;

/// What comes after the files: the commands of the rules that had changes, then the restart of the
/// process. What fails stays owed, and is tried again with the next change.
final class FollowUp {
  private static final int MOST_DETAILS = 30;

  private final List<SyncRule> rules;
  private final ContainerSync courier;
  private final LiveUpdate.Listener listener;
  private final Clock clock;

  FollowUp(List<SyncRule> rules, ContainerSync courier, LiveUpdate.Listener listener, Clock clock) {
    this.rules = rules;
    this.courier = courier;
    this.listener = listener;
    this.clock = clock;
  }

  /// Whether a restart is all that the rules of these numbers want: it then needs no command of its
  /// own after the files, which saves the time of one.
  boolean isRestartAlone(Set<Integer> owed) {
    List<SyncRule> due =
        owed.stream().filter(number -> number < rules.size()).map(rules::get).toList();
    return due.stream().anyMatch(SyncRule::restart)
        && due.stream().allMatch(rule -> rule.run().isEmpty());
  }

  void restarting() {
    listener.restarted(clock.instant());
  }

  void run(Replica replica, String folder) throws InterruptedException {
    boolean restart = false;
    for (int number : List.copyOf(replica.owed())) {
      if (number >= rules.size()) {
        continue;
      }
      SyncRule rule = rules.get(number);
      restart |= rule.restart();
      for (List<String> command : rule.run()) {
        if (!run(replica, command)) {
          return;
        }
      }
    }
    if (!restart || restart(replica)) {
      courier.paid(replica.container(), folder);
      replica.owed().clear();
    }
  }

  private boolean run(Replica replica, List<String> command) throws InterruptedException {
    Container in = replica.container();
    switch (courier.run(in, command, line -> listener.said(in.pod(), in.container(), line))) {
      case Result.Done _ -> {
        return true;
      }
      case Result.Refused refused -> {
        replica.fail(commandFailed(command, refused));
        return false;
      }
      case Result.Lost _ -> {
        replica.has(null);
        return false;
      }
    }
  }

  private boolean restart(Replica replica) throws InterruptedException {
    restarting();
    switch (courier.restart(replica.container())) {
      case Result.Done _ -> {
        return true;
      }
      case Result.Refused refused -> {
        replica.refuse(refused.why());
        return false;
      }
      case Result.Lost _ -> {
        replica.has(null);
        return false;
      }
    }
  }

  private static Cause commandFailed(List<String> command, Result.Refused refused) {
    String text = String.join(" ", command);
    List<String> lines = new ArrayList<>(refused.output().lines().toList());
    List<String> last = lines.subList(Math.max(0, lines.size() - MOST_DETAILS), lines.size());
    return new Cause(
        Cause.Kind.CONFIGURATION,
        "`" + text + "` of `sync: run` failed in the container: " + refused.why(),
        Optional.of("save a file to try again once the reason is mended"),
        last);
  }
}
