package nebula.kube;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/// What was sent to the cluster for a service, by the object's path. It is kept in the cluster, so
/// that a later run (also after one that was killed) knows what is unchanged and what is left over.
record Inventory(SequencedMap<String, Entry> entries) {

  /// @param title `Deployment postgres`
  /// @param sent hash of what was sent; `-` before it is known to have arrived
  /// @param seen fingerprint of the object after that
  record Entry(String title, String sent, String seen) {
    static Entry announced(String title) {
      return new Entry(title, "-", "-");
    }

    String kind() {
      return title.split(" ", 2)[0];
    }
  }

  static Inventory empty() {
    return new Inventory(new LinkedHashMap<>());
  }

  /// @param text lines of `PATH SENT SEEN TITLE`; others are passed over
  static Inventory parse(String text) {
    SequencedMap<String, Entry> entries = new LinkedHashMap<>();
    for (String line : text.split("\n")) {
      String[] parts = line.split(" ", 4);
      if (parts.length == 4) {
        entries.put(parts[0], new Entry(parts[3], parts[1], parts[2]));
      }
    }
    return new Inventory(entries);
  }

  String text() {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, Entry> line : entries.entrySet()) {
      Entry entry = line.getValue();
      text.append(line.getKey()).append(' ').append(entry.sent()).append(' ');
      text.append(entry.seen()).append(' ').append(entry.title()).append('\n');
    }
    return text.toString();
  }

  Inventory with(String path, Entry entry) {
    SequencedMap<String, Entry> changed = new LinkedHashMap<>(entries);
    changed.put(path, entry);
    return new Inventory(changed);
  }

  Inventory without(String path) {
    SequencedMap<String, Entry> changed = new LinkedHashMap<>(entries);
    changed.remove(path);
    return new Inventory(changed);
  }
}
