package nebula.sync;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/// What is different between two sets of files.
final class Changes {
  private Changes() {}

  /// @param path as both sets name it
  /// @param after empty when it is gone
  record Change(String path, Optional<SourceFile> before, Optional<SourceFile> after) {
    boolean isFolder() {
      return after.or(() -> before).orElseThrow().kind() == SourceFile.Kind.FOLDER;
    }
  }

  /// In order of path, so that a folder comes before what is in it.
  static List<Change> between(
      SortedMap<String, SourceFile> before, SortedMap<String, SourceFile> after) {
    if (before == after) {
      return List.of();
    }
    List<Change> changes = new ArrayList<>();
    Iterator<Map.Entry<String, SourceFile>> olds = before.entrySet().iterator();
    Iterator<Map.Entry<String, SourceFile>> news = after.entrySet().iterator();
    Map.Entry<String, SourceFile> old = next(olds);
    Map.Entry<String, SourceFile> fresh = next(news);
    while (old != null || fresh != null) {
      int order = old == null ? 1 : fresh == null ? -1 : old.getKey().compareTo(fresh.getKey());
      if (order < 0) {
        changes.add(new Change(old.getKey(), Optional.of(old.getValue()), Optional.empty()));
      } else if (order > 0) {
        changes.add(new Change(fresh.getKey(), Optional.empty(), Optional.of(fresh.getValue())));
      } else if (!old.getValue().sameAs(fresh.getValue())) {
        changes.add(
            new Change(old.getKey(), Optional.of(old.getValue()), Optional.of(fresh.getValue())));
      }
      old = order <= 0 ? next(olds) : old;
      fresh = order >= 0 ? next(news) : fresh;
    }
    return changes;
  }

  /// How many files are different, folders left out.
  static int files(SortedMap<String, SourceFile> before, SortedMap<String, SourceFile> after) {
    return (int) between(before, after).stream().filter(each -> !each.isFolder()).count();
  }

  private static Map.Entry<String, SourceFile> next(
      Iterator<Map.Entry<String, SourceFile>> entries) {
    return entries.hasNext() ? entries.next() : null;
  }
}
