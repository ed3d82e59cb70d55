package nebula.sync;

import java.util.List;
import nebula.model.SyncRule;

/// What the present files ask for, compared with those that the image was built from.
sealed interface Decision {
  /// Containers are brought to the present files by the rules, as far as they are not there.
  record Sync() implements Decision {}

  /// @param why in a few words
  record Rebuild(String why) implements Decision {}

  /// The source of a rule is away, such as while a branch is checked out: nothing is deleted for
  /// it.
  record SourceGone(String from) implements Decision {}

  static Decision of(SourceState built, SourceState now, SyncTargets targets) {
    List<String> outside =
        Changes.between(built.files(), now.files()).stream()
            .filter(change -> !change.isFolder() && !targets.cover(change.path()))
            .map(Changes.Change::path)
            .toList();
    if (!outside.isEmpty()) {
      int others = outside.size() - 1;
      String more = others == 0 ? "" : others == 1 ? " and another" : " and " + others + " more";
      String have = others == 0 ? " has changed" : " have changed";
      return new Rebuild(SyncTargets.last(outside.getFirst()) + more + have);
    }
    return withoutImage(now, targets);
  }

  /// For a service whose image is not built here: only the rules' files matter.
  static Decision withoutImage(SourceState now, SyncTargets targets) {
    for (SyncRule rule : targets.rules()) {
      String from = SyncTargets.from(rule);
      if (!now.files().containsKey(from)) {
        return new SourceGone(from);
      }
    }
    return new Sync();
  }
}
