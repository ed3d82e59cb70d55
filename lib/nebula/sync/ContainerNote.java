package nebula.sync;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// What syncs left in a container, for a later run that must know what the container has: how its
/// files differ from the image's. Lies in the container, comes with the files and dies with them;
/// hashing them there would need a program that not every image has, and reads all of them.
///
/// @param life what names the container's file system
/// @param files what the container has
/// @param owed numbers of the rules whose commands or restart were still to come
record ContainerNote(String life, SortedMap<String, SourceFile> files, Set<Integer> owed) {
  static final String ENTRY = "note";
  private static final String GONE = "gone\t";

  /// Lines for the note, to be read in order: what changes.
  static String text(List<Changes.Change> changes, SortedMap<String, SourceFile> result) {
    StringBuilder text = new StringBuilder();
    for (Changes.Change change : changes) {
      SourceFile after = result.get(change.path());
      text.append(
          after == null
              ? GONE + SourceLine.escaped(change.path())
              : new SourceLine(change.path(), after).text());
      text.append('\n');
    }
    return text.toString();
  }

  /// Without a note of this life, or one that can be read, the container has what its image has.
  ///
  /// @param text what {@link ContainerScript#readNote} printed: the life, and where there is a
  ///   note, what is owed, the life that it is of, and its lines
  static ContainerNote parse(String text, SortedMap<String, SourceFile> image) {
    List<String> lines = text.lines().toList();
    String life = lines.isEmpty() ? "" : lines.getFirst();
    ContainerNote none = new ContainerNote(life, image, Set.of());
    if (lines.size() < 3 || !lines.get(2).equals(life)) {
      return none;
    }
    SortedMap<String, SourceFile> files = new TreeMap<>(image);
    Set<Integer> owed = new LinkedHashSet<>();
    try {
      for (String number : lines.get(1).strip().split(" ")) {
        if (!number.isEmpty()) {
          owed.add(Integer.valueOf(number));
        }
      }
      for (String line : lines.subList(3, lines.size())) {
        if (line.startsWith(GONE)) {
          files.remove(SourceLine.plain(line.substring(GONE.length())));
        } else {
          SourceLine parsed = SourceLine.parse(line);
          files.put(parsed.path(), parsed.file());
        }
      }
      return new ContainerNote(life, files, owed);
    } catch (IllegalArgumentException e) {
      return none;
    }
  }
}
