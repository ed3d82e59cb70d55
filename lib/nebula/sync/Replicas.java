package nebula.sync;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import nebula.model.Cause;
import nebula.sync.Changes.Change;
import nebula.sync.ContainerSync.Result;
import nebula.sync.SyncTargets.Wanted;

/// The containers of a service that are kept up to date. Those with the same files get the same
/// tar, all at once.
final class Replicas {
  private final SyncTargets targets;
  private final ContainerSync courier;
  private final FollowUp followUp;
  private final Map<Container, Replica> replicas = new LinkedHashMap<>();

  Replicas(SyncTargets targets, ContainerSync courier, FollowUp followUp) {
    this.targets = targets;
    this.courier = courier;
    this.followUp = followUp;
  }

  /// What every container is to have.
  ///
  /// @param image what each life begins with
  /// @param folders that must be in a container before anything is sent
  record Goal(SortedMap<String, SourceFile> image, Wanted wanted, Set<String> folders) {
    /// Where notes go when `/tmp` cannot be written.
    String folder() {
      return folders.iterator().next();
    }
  }

  /// ALL_THERE also when one refuses, or a command failed.
  enum Arrival {
    NOBODY,
    ALL_THERE,
    TRY_AGAIN
  }

  /// @return whether there are new ones
  synchronized boolean observed(List<Container> running) {
    replicas.keySet().retainAll(new HashSet<>(running));
    int before = replicas.size();
    running.forEach(each -> replicas.computeIfAbsent(each, Replica::new));
    return replicas.size() > before;
  }

  synchronized void forget() {
    replicas.clear();
  }

  /// Whether one has not had the newest files yet in its life.
  synchronized boolean areFresh() {
    return replicas.values().stream().anyMatch(each -> !each.wasUpToDate());
  }

  /// Why one does not take its files.
  synchronized Optional<String> refusal() {
    return replicas.values().stream().flatMap(each -> each.refusal().stream()).findFirst();
  }

  /// Why a command after the files of one failed.
  synchronized Optional<Cause> failure() {
    return replicas.values().stream().flatMap(each -> each.failure().stream()).findFirst();
  }

  /// Tries once to bring all of them to the goal.
  ///
  /// @param behind called when one is not there, before anything is sent
  /// @return how it went; one that came meanwhile is not counted
  Arrival bring(Goal goal, Runnable behind) throws InterruptedException {
    List<Replica> all = all();
    all.forEach(Replica::forgive);
    Together.each(all, replica -> readNote(replica, goal));
    IdentityHashMap<SortedMap<String, SourceFile>, List<Replica>> groups = new IdentityHashMap<>();
    for (Replica replica : all) {
      if (replica.has() != null) {
        groups.computeIfAbsent(replica.has(), _ -> new ArrayList<>()).add(replica);
      }
    }
    for (var group : groups.entrySet()) {
      List<Change> changes = Changes.between(group.getKey(), goal.wanted().files());
      if (changes.isEmpty()) {
        group.getValue().forEach(replica -> replica.has(goal.wanted().files()));
      } else {
        behind.run();
        send(group.getValue(), changes, goal);
      }
    }
    List<Replica> owing = all.stream().filter(each -> !each.owed().isEmpty()).toList();
    if (!owing.isEmpty()) {
      behind.run();
      Together.each(owing, replica -> followUp.run(replica, goal.folder()));
    }
    // Each is looked at, for each remembers that it got there.
    boolean done = true;
    for (Replica replica : all) {
      done &= isDone(replica, goal);
    }
    return !done ? Arrival.TRY_AGAIN : all.isEmpty() ? Arrival.NOBODY : Arrival.ALL_THERE;
  }

  private synchronized List<Replica> all() {
    return List.copyOf(replicas.values());
  }

  private static boolean isDone(Replica replica, Goal goal) {
    if (replica.refusal().isPresent() || replica.failure().isPresent()) {
      return true;
    }
    if (replica.has() == null
        || !replica.owed().isEmpty()
        || !Changes.between(replica.has(), goal.wanted().files()).isEmpty()) {
      return false;
    }
    replica.upToDate();
    return true;
  }

  private void readNote(Replica replica, Goal goal) throws InterruptedException {
    if (replica.has() != null) {
      return;
    }
    try {
      ContainerNote note = courier.note(replica.container(), goal.folder(), goal.image());
      replica.begins(note);
      replica.noted(note.files() == goal.image() ? 0 : Replica.LONG_NOTE, true);
    } catch (IOException e) {
      if (ContainerSync.hasNoShell(e)) {
        replica.has(goal.image());
      }
    }
  }

  private void send(List<Replica> group, List<Change> changes, Goal goal)
      throws InterruptedException {
    Set<Integer> owed = new TreeSet<>();
    for (int rule : targets.rulesOf(changes)) {
      if (targets.hasFollowUp(rule)) {
        owed.add(rule);
      }
    }
    group.forEach(replica -> owed.addAll(replica.owed()));
    boolean wholeNote = group.stream().anyMatch(Replica::hasLongNote);
    var order =
        new Shipment.Order(
            group.getFirst().has(),
            goal.wanted(),
            goal.image(),
            goal.folders(),
            owed,
            followUp.isRestartAlone(owed),
            wholeNote);
    try (Shipment shipment = Shipment.pack(order, changes)) {
      Together.each(group, replica -> send(replica, shipment, owed, goal.folder()));
      group.forEach(replica -> replica.noted(changes.size(), wholeNote));
    } catch (IOException e) {
      // A file changes under our hands: whoever writes it makes an event when it is done.
      return;
    }
  }

  private void send(Replica replica, Shipment shipment, Set<Integer> owed, String folder)
      throws InterruptedException {
    if (shipment.restarts()) {
      followUp.restarting();
    }
    switch (courier.send(replica.container(), replica.life(), shipment, folder)) {
      case Result.Done _ -> {
        replica.has(shipment.result());
        if (shipment.restarts()) {
          replica.owed().clear();
        } else {
          replica.owed().addAll(owed);
        }
      }
      case Result.Refused refused -> {
        replica.has(null);
        replica.refuse(refused.why());
      }
      case Result.Lost _ -> replica.has(null);
    }
  }
}
