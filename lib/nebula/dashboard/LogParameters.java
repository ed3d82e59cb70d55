package nebula.dashboard;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import nebula.logs.Cursor;
import nebula.logs.FieldMatch;
import nebula.logs.Level;
import nebula.logs.LogQuery;
import nebula.logs.PointInTime;
import nebula.logs.TextMatch;

/// The parameters of requests for logs. What makes no sense is refused in a sentence that names the
/// parameter.
final class LogParameters {
  private static final int LONGEST_TEXT = 1_000;

  /// Of which only one says where a page is.
  private static final List<String> PLACES = List.of("before", "after", "position");

  private final Clock clock;

  LogParameters(Clock clock) {
    this.clock = clock;
  }

  /// Services that there are.
  interface Known {
    Collection<String> names() throws IOException;
  }

  /// @param known asked only when services are named; none are refused while it has none
  LogQuery query(Call call, Known known) throws Refused, IOException {
    LogQuery.Kind kind =
        switch (call.parameter("kind").orElse("both")) {
          case "line" -> LogQuery.Kind.LINE;
          case "marker" -> LogQuery.Kind.MARKER;
          case "both" -> LogQuery.Kind.BOTH;
          default -> throw Refused.badInput("kind is unknown", "it is line, marker or both");
        };
    return new LogQuery(
        services(call, known),
        moment(call, "since"),
        moment(call, "until"),
        levels(call),
        kind,
        text(call),
        fields(call));
  }

  /// @throws Refused when two of them contradict each other
  static void checkPlaces(Call call) throws Refused {
    boolean follow = flag(call, "follow");
    List<String> places = PLACES.stream().filter(name -> call.parameter(name).isPresent()).toList();
    if (places.size() > 1) {
      throw Refused.badInput(
          places.get(0) + " and " + places.get(1) + " say two places", "give one of them");
    }
    for (String name : List.of("before", "position", "context")) {
      if (follow && call.parameter(name).isPresent()) {
        throw Refused.badInput(
            name + " has no meaning with follow=true", "leave it out; after says where to begin");
      }
    }
    if (!follow && call.parameter("newest").isPresent()) {
      throw Refused.badInput("newest has no meaning without follow=true", "use limit for a page");
    }
  }

  private static Set<String> services(Call call, Known known) throws Refused, IOException {
    Set<String> names = names(call, "services");
    if (!names.isEmpty()) {
      Collection<String> there = known.names();
      for (String name : names) {
        if (!there.isEmpty() && !there.contains(name)) {
          throw Refused.badInput(
              "services names '" + name + "', which there is not",
              "there are " + String.join(", ", there));
        }
      }
    }
    return names;
  }

  private static Set<String> names(Call call, String parameter) {
    Set<String> names = new HashSet<>();
    call.parameter(parameter).ifPresent(text -> names.addAll(Arrays.asList(text.split(",", 200))));
    names.remove("");
    return names;
  }

  private static Set<String> levels(Call call) throws Refused {
    Set<String> levels = new HashSet<>();
    for (String word : names(call, "level")) {
      Optional<String> level =
          word.equalsIgnoreCase("none") ? Optional.of("none") : Level.ofWord(word).map(Level::word);
      levels.add(
          level.orElseThrow(() ->
              Refused.badInput(
                  "level names '" + word + "', which there is not",
                  "there are trace, debug, info, warn, error, fatal and none")));
    }
    return levels;
  }

  private static Optional<TextMatch> text(Call call) throws Refused {
    boolean caseMatters = flag(call, "case");
    boolean expression = flag(call, "regex");
    Optional<String> wanted = call.parameter("q");
    if (wanted.isEmpty()) {
      return Optional.empty();
    }
    if (wanted.get().length() > LONGEST_TEXT) {
      throw Refused.badInput("q is longer than 1000 characters", "look for a part of it");
    }
    if (!expression) {
      return Optional.of(new TextMatch.Plain(wanted.get(), caseMatters));
    }
    try {
      int flags = caseMatters ? 0 : Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
      return Optional.of(new TextMatch.Expression(Pattern.compile(wanted.get(), flags)));
    } catch (PatternSyntaxException wrong) {
      throw Refused.badInput(
          "q is no regular expression: " + wrong.getDescription(),
          "put a backslash before signs that are meant as they are");
    }
  }

  private static List<FieldMatch> fields(Call call) throws Refused {
    List<FieldMatch> fields = new ArrayList<>();
    for (String field : call.all("field")) {
      int equals = field.indexOf('=');
      if (equals < 1) {
        throw Refused.badInput("field is '" + field + "'", "write path=value, such as req.id=7");
      }
      fields.add(new FieldMatch(field.substring(0, equals), field.substring(equals + 1)));
    }
    return fields;
  }

  private Optional<Instant> moment(Call call, String name) throws Refused {
    Optional<String> text = call.parameter(name);
    Clock zoned = clock.withZone(ZoneId.systemDefault());
    Optional<Instant> moment = text.flatMap(form -> PointInTime.read(form, zoned));
    if (text.isPresent() && moment.isEmpty()) {
      throw Refused.badInput(
          name + " is '" + text.get() + "', neither a time span nor a moment", PointInTime.FORMS);
    }
    return moment;
  }

  static Optional<Cursor> cursor(Call call, String name) throws Refused {
    Optional<String> text = call.parameter(name);
    Optional<Cursor> cursor = text.flatMap(Cursor::of);
    if (text.isPresent() && cursor.isEmpty()) {
      throw Refused.badInput(name + " is no cursor", "take one that a line came with");
    }
    return cursor;
  }

  static boolean flag(Call call, String name) throws Refused {
    return switch (call.parameter(name).orElse("false")) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw Refused.badInput(
              name + " is '" + call.parameter(name).orElse("") + "'", "it is true or false");
    };
  }
}
