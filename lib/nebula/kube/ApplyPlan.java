package nebula.kube;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nebula.kube.LiveObjects.Live;

/// What is to be done so that the cluster holds what is wanted.
///
/// @param leftovers paths of objects that were sent once and are wanted no longer
record ApplyPlan(Inventory before, List<Step> steps, List<String> leftovers) {

  /// @param going whether an object of the name is being deleted, which has to end first
  record Step(Desired object, Change change, boolean going) {}

  enum Change {
    NEW,
    CHANGED,
    /// Changed or deleted by someone else since it was sent.
    RESTORED
  }

  /// @param live by path
  static ApplyPlan of(List<Desired> wanted, Inventory before, Map<String, Live> live) {
    List<Step> steps = new ArrayList<>();
    Set<String> paths = new HashSet<>();
    for (Desired object : wanted) {
      String path = object.path();
      paths.add(path);
      Live there = live.get(path);
      Inventory.Entry entry = before.entries().get(path);
      boolean going = there != null && there.going();
      if (entry == null) {
        steps.add(new Step(object, there == null ? Change.NEW : Change.CHANGED, going));
      } else if (!entry.sent().equals(object.hash())) {
        steps.add(new Step(object, Change.CHANGED, going));
      } else if (there == null || going || !there.fingerprint().equals(entry.seen())) {
        steps.add(new Step(object, Change.RESTORED, going));
      }
    }
    List<String> leftovers =
        before.entries().entrySet().stream()
            .filter(entry ->
                !paths.contains(entry.getKey()) && !ServiceObjects.isClaim(entry.getValue().kind()))
            .map(Map.Entry::getKey)
            .toList();
    return new ApplyPlan(before, steps, leftovers);
  }

  boolean nothingToDo() {
    return steps.isEmpty() && leftovers.isEmpty();
  }

  /// The inventory with what is about to be sent, so that nothing of it is forgotten when the run
  /// is killed between its parts.
  Inventory announced() {
    Inventory inventory = before;
    for (Step step : steps) {
      if (!before.entries().containsKey(step.object().path())) {
        inventory =
            inventory.with(step.object().path(), Inventory.Entry.announced(step.object().title()));
      }
    }
    return inventory;
  }

  /// A sentence a step, such as `Deployment postgres: changed`.
  List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    for (Step step : steps) {
      String what =
          switch (step.change()) {
            case NEW -> "new";
            case CHANGED -> "changed";
            case RESTORED -> "changed by someone else, restored";
          };
      sentences.add(step.object().title() + ": " + what);
    }
    for (String path : leftovers) {
      sentences.add(before.entries().get(path).title() + ": deleted");
    }
    return sentences;
  }
}
