package nebula.cluster;

import java.util.HashSet;
import java.util.Set;

/// Folds what `docker pull` and `docker push` print without a terminal (`<layer>: <state>`) into
/// one short text. They print no percentages then; layers are what can be counted.
public final class PullProgress {
  private final String doing;
  private final Set<String> layers = new HashSet<>();
  private final Set<String> ready = new HashSet<>();

  /// @param doing such as `pulling`
  public PullProgress(String doing) {
    this.doing = doing;
  }

  /// @return the text after this line
  public synchronized String after(String line) {
    int colon = line.indexOf(": ");
    if (colon > 0 && isLayer(line.substring(0, colon))) {
      String layer = line.substring(0, colon);
      String state = line.substring(colon + 2);
      layers.add(layer);
      if (isEnd(state)) {
        ready.add(layer);
      }
    }
    return layers.isEmpty()
        ? doing
        : "%s, %d of %d layers".formatted(doing, ready.size(), layers.size());
  }

  private static boolean isEnd(String state) {
    return state.startsWith("Pull complete")
        || state.startsWith("Already exists")
        || state.startsWith("Pushed")
        || state.startsWith("Layer already exists")
        || state.startsWith("Mounted from");
  }

  /// Layers are named by the first 12 hex digits of their digest.
  private static boolean isLayer(String name) {
    return name.length() == 12 && name.chars().allMatch(digit -> Character.digit(digit, 16) >= 0);
  }
}
