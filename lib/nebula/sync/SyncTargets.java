package nebula.sync;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import nebula.model.SyncRule;

/// Where the files of this machine go in a container, as the sync rules say.
final class SyncTargets {
  private final List<SyncRule> rules;
  private final Set<String> buildFiles;

  /// @param buildFiles by which an image is built: no container is another for having them
  SyncTargets(List<SyncRule> rules, Set<String> buildFiles) {
    this.rules = List.copyOf(rules);
    this.buildFiles = Set.copyOf(buildFiles);
  }

  /// No file is brought anywhere.
  static SyncTargets none() {
    return new SyncTargets(List.of(), Set.of());
  }

  /// What a container is to have below the rules' targets.
  ///
  /// @param files by path in the container
  /// @param sources by path in the container, the path on this machine
  record Wanted(SortedMap<String, SourceFile> files, Map<String, String> sources) {}

  boolean isEmpty() {
    return rules.isEmpty();
  }

  List<SyncRule> rules() {
    return rules;
  }

  /// Whether a rule brings the file to the containers, so that its change needs no new image.
  boolean cover(String source) {
    return !buildFiles.contains(source)
        && rules.stream().anyMatch(rule -> isIn(source, from(rule)));
  }

  /// Where two rules name the same path in the container, the later one wins.
  Wanted of(SourceState state) {
    SortedMap<String, SourceFile> files = new TreeMap<>();
    Map<String, String> sources = new HashMap<>();
    for (SyncRule rule : rules) {
      String from = from(rule);
      SourceFile root = state.files().get(from);
      if (root == null) {
        continue;
      }
      String to = target(rule, root);
      put(to, from, root, files, sources);
      for (var each : state.files().subMap(from + "/", from + "0").entrySet()) {
        String path = each.getKey();
        put(to + path.substring(from.length()), path, each.getValue(), files, sources);
      }
    }
    return new Wanted(files, sources);
  }

  /// The numbers of the rules that have a part in these changes of a container.
  Set<Integer> rulesOf(List<Changes.Change> changes) {
    Set<Integer> touched = new LinkedHashSet<>();
    for (int at = 0; at < rules.size(); at++) {
      String to = withoutSlash(rules.get(at).to());
      if (changes.stream().anyMatch(change -> isIn(change.path(), to))) {
        touched.add(at);
      }
    }
    return touched;
  }

  boolean hasFollowUp(int rule) {
    return rules.get(rule).restart() || !rules.get(rule).run().isEmpty();
  }

  /// Folders that must be in the container already: a wrong `to:` is noticed by them.
  Set<String> folders(SourceState state) {
    Set<String> folders = new LinkedHashSet<>();
    for (SyncRule rule : rules) {
      SourceFile root = state.files().get(from(rule));
      if (root != null) {
        String to = target(rule, root);
        boolean folder = root.kind() == SourceFile.Kind.FOLDER;
        folders.add(to.isEmpty() ? "/" : folder ? to : parent(to));
      }
    }
    return folders;
  }

  static String from(SyncRule rule) {
    return SourceTree.name(rule.from());
  }

  static String parent(String path) {
    int slash = path.lastIndexOf('/');
    return slash <= 0 ? "/" : path.substring(0, slash);
  }

  static String last(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /// A file goes to the path itself, or into the folder that ends with a slash, as with `COPY`.
  private static String target(SyncRule rule, SourceFile root) {
    boolean into = root.kind() != SourceFile.Kind.FOLDER && rule.to().endsWith("/");
    return withoutSlash(rule.to()) + (into ? "/" + last(from(rule)) : "");
  }

  private static void put(
      String target,
      String source,
      SourceFile file,
      SortedMap<String, SourceFile> files,
      Map<String, String> sources) {
    files.put(target, file);
    sources.put(target, source);
  }

  private static boolean isIn(String path, String folder) {
    return path.equals(folder) || path.startsWith(folder + "/");
  }

  private static String withoutSlash(String path) {
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }
}
