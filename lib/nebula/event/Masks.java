package nebula.event;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import nebula.model.Cause;
import nebula.model.Status;

/// Takes the values of secrets out of whatever is shown, sent or kept: the known ones wherever they
/// stand, and others where a key says what they are.
///
/// @param values longest first, so that one that is part of another does not leave the rest
public record Masks(List<String> values) {
  /// In the place of each value.
  public static final String MASK = "••••••";

  /// A shorter one stands in every second line by chance, and masking it would tell what it is. It
  /// is masked behind a key alone.
  private static final int SHORTEST = 6;

  public static final Masks NONE = new Masks(List.of());

  public Masks {
    values = List.copyOf(values);
  }

  /// @param words that are masked behind a key alone, even when a password is the same, such as
  ///   services' names
  public static Masks of(Collection<String> values, Collection<String> words) {
    Set<String> open = words.stream().map(Masks::lower).collect(Collectors.toSet());
    return new Masks(
        values.stream()
            .map(String::strip)
            .filter(value -> value.length() >= SHORTEST && !open.contains(lower(value)))
            .distinct()
            .sorted((one, other) -> Integer.compare(other.length(), one.length()))
            .toList());
  }

  /// Whether a variable of that name most likely holds something that nobody should see.
  public static boolean looksSecret(String variable) {
    // In a text most that end in `_key` are those of rows and caches.
    return SecretName.looksSecret(variable) || lower(variable).replace('-', '_').endsWith("_key");
  }

  public String text(String text) {
    String masked = text;
    for (String value : values) {
      if (masked.contains(value)) {
        masked = masked.replace(value, MASK);
      }
    }
    return KeyedSecrets.masked(masked);
  }

  public Event event(Event event) {
    return switch (event) {
      case Event.LogLine line ->
          new Event.LogLine(
              line.at(), line.service(), line.pod(), line.container(), text(line.text()));
      case Event.StatusChanged changed ->
          new Event.StatusChanged(changed.at(), changed.service(), status(changed.status()));
      case Event.Progress step ->
          new Event.Progress(
              step.at(), step.subject(), text(step.text()), step.done(), step.phase());
      case Event.Notice notice -> new Event.Notice(notice.at(), text(notice.text()));
      default -> event;
    };
  }

  private Status status(Status status) {
    Optional<Cause> cause =
        status
            .cause()
            .map(known ->
                new Cause(
                    known.kind(),
                    text(known.what()),
                    known.mend().map(this::text),
                    known.details().stream().map(this::text).toList()));
    return new Status(status.state(), status.phase(), cause, status.restarts());
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
