package nebula.dashboard;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToLongFunction;

/// A start beside those before it: `8 s slower than usual: the image of temporal was pulled (pull
/// 6.1 s longer)`.
///
/// @param usualMillis the median of the earlier ones
record Comparison(long usualMillis, long differenceMillis, String words) {
  private static final long LIKE_USUAL_MILLIS = 500;

  /// What usually takes less than this part of what it took now did not usually happen.
  private static final int RARE = 5;

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
    return slower ? first + reason(now, alike).map(why -> ": " + why).orElse("") : first;
  }

  /// The phase that took most time more than usual.
  private static Optional<String> reason(PastStart now, List<PastStart> alike) {
    List<PastStart> told = alike.stream().filter(PastStart::isTold).toList();
    return told.isEmpty()
        ? Optional.empty()
        : pieces(now, told).stream()
            .max(Comparator.comparingLong(Piece::longer))
            .filter(piece -> piece.longer() >= LIKE_USUAL_MILLIS)
            .map(Piece::words);
  }

  /// A wait at a gate is somebody else's time.
  private static List<Piece> pieces(PastStart now, List<PastStart> told) {
    List<Piece> pieces = new ArrayList<>();
    now.work()
        .forEach((name, millis) -> {
          long usual = median(each(told, past -> past.work().getOrDefault(name, 0L)));
          pieces.add(new Piece(name, "work", millis, usual));
        });
    now.services()
        .forEach((service, bar) ->
            bar.parts()
                .forEach((part, millis) -> {
                  if (!part.equals("gate")) {
                    long usual = median(each(told, past -> millis(past, service, part)));
                    pieces.add(new Piece(service, part, millis, usual));
                  }
                }));
    return pieces;
  }

  private static long millis(PastStart past, String service, String part) {
    return past.services().get(service).parts().getOrDefault(part, 0L);
  }

  private static List<Long> each(List<PastStart> starts, ToLongFunction<PastStart> number) {
    return starts.stream().map(number::applyAsLong).toList();
  }

  /// One phase of a service, or other work.
  private record Piece(String name, String part, long millis, long usual) {
    long longer() {
      return millis - usual;
    }

    String words() {
      String more = seconds(longer());
      boolean rare = usual * RARE < millis;
      return switch (part) {
        case "fetch", "build", "push", "pull" ->
            rare
                ? "the image of %s was %s (%s %s longer)".formatted(name, done(), part, more)
                : longer(part + " of the image of " + name, more);
        case "failing" -> "%s failed for %s".formatted(name, more);
        case "work" -> longer(name, more);
        default -> longer(part + " of " + name, more);
      };
    }

    private static String longer(String what, String more) {
      return "the " + what + " took " + more + " longer";
    }

    private String done() {
      return switch (part) {
        case "fetch" -> "fetched to this machine";
        case "build" -> "built";
        case "push" -> "pushed to the registry";
        default -> "pulled";
      };
    }
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
