package nebula.sync;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// The files of a service at one moment: those that its image is built from and those of its sync
/// rules, without what is ignored.
///
/// @param files by absolute path with `/`
public record SourceState(SortedMap<String, SourceFile> files) {
  public SourceState {
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
  }

  public static SourceState nothing() {
    return new SourceState(new TreeMap<>());
  }

  /// Whether an image built from the one is as good as an image built from the other.
  public boolean sameAs(SourceState other) {
    return Changes.between(files, other.files).isEmpty();
  }
}
