package nebula.dashboard;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A start beside those before it: `8 s slower than usual: temporal image took 6.1 s longer`.
///
/// @param usualMillis the median of the earlier ones
record Comparison(long usualMillis, long differenceMillis, String words) {
  private static final long LIKE_USUAL_MILLIS = 500;

  /// Empty when no earlier start was of the same services.
  static Optional<Comparison> of(PastStart now, List<PastStart> earlier) {
    List<PastStart> alike =
        earlier.stream().filter(each -> each.sameServices(now.services().keySet())).toList();
    if (alike.isEmpty()) {
      return Optional.empty();
    }
    long usual = median(alike.stream().map(PastStart::millis).toList());
    long difference = now.millis() - usual;
    return Optional.of(new Comparison(usual, difference, words(now, alike, difference)));
  }

  private static String words(PastStart now, List<PastStart> alike, long difference) {
    if (Math.abs(difference) < Math.max(LIKE_USUAL_MILLIS, now.millis() / 20)) {
      return "as long as usual";
    }
    boolean slower = difference > 0;
    String first = seconds(difference) + (slower ? " slower than usual" : " quicker than usual");
    Map<String, Long> before = usualOf(alike);
    Optional<Map.Entry<String, Long>> most =
        pieces(now).entrySet().stream()
            .map(each -> Map.entry(each.getKey(), each.getValue() - usual(before, each.getKey())))
            .max((one, other) -> Long.compare(one.getValue(), other.getValue()));
    return slower && most.isPresent() && most.get().getValue() >= LIKE_USUAL_MILLIS
        ? first + ": " + most.get().getKey() + " took " + seconds(most.get().getValue()) + " longer"
        : first;
  }

  /// A wait at a gate is somebody else's time.
  private static Map<String, Long> pieces(PastStart start) {
    Map<String, Long> pieces = new LinkedHashMap<>(start.work());
    start
        .services()
        .forEach((service, bar) ->
            bar.parts()
                .forEach((part, millis) -> {
                  if (!part.equals("gate")) {
                    pieces.put(service + " " + part, millis);
                  }
                }));
    return pieces;
  }

  private static Map<String, Long> usualOf(List<PastStart> alike) {
    Map<String, Long> usual = new LinkedHashMap<>();
    List<Map<String, Long>> all = alike.stream().map(Comparison::pieces).toList();
    for (Map<String, Long> pieces : all) {
      for (String name : pieces.keySet()) {
        usual.computeIfAbsent(
            name, piece -> median(all.stream().map(each -> each.getOrDefault(piece, 0L)).toList()));
      }
    }
    return usual;
  }

  private static long usual(Map<String, Long> usual, String piece) {
    return usual.getOrDefault(piece, 0L);
  }

  private static long median(List<Long> values) {
    List<Long> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  private static String seconds(long millis) {
    return String.format(Locale.ROOT, "%.1f s", Math.abs(millis) / 1000.0).replace(".0 s", " s");
  }
}
