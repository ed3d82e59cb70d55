package nebula.dashboard;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import nebula.event.Timing;
import tools.jackson.databind.JsonNode;

/// Makes a start-up chart of its JSON again: the other side of {@link TimingJson}.
final class TimingReader {
  private TimingReader() {}

  /// @param json `timing` of a snapshot
  /// @return empty where there is none yet
  static Optional<Timing> timing(JsonNode json) {
    if (!json.has("start")) {
      return Optional.empty();
    }
    SequencedMap<String, Timing.Bar> services = new LinkedHashMap<>();
    SequencedMap<String, Timing.Bar> work = new LinkedHashMap<>();
    for (JsonNode each : json.path("bars")) {
      Timing.Bar bar = bar(each);
      (each.path("kind").asString("").equals("service") ? services : work).put(bar.name(), bar);
    }
    Instant start = at(json, "start").orElseThrow();
    return Optional.of(new Timing(start, services, work, at(json, "together")));
  }

  private static Timing.Bar bar(JsonNode json) {
    List<String> needs = new ArrayList<>();
    json.path("needs").forEach(need -> needs.add(need.asString("")));
    List<Timing.Segment> segments = new ArrayList<>();
    for (JsonNode segment : json.path("segments")) {
      String part = segment.path("phase").asString("").toUpperCase(Locale.ROOT);
      segments.add(
          new Timing.Segment(
              Timing.Part.valueOf(part),
              at(segment, "from").orElseThrow(),
              at(segment, "to").orElseThrow()));
    }
    return new Timing.Bar(json.path("name").asString(""), needs, segments, at(json, "ended"));
  }

  private static Optional<Instant> at(JsonNode json, String name) {
    return json.has(name)
        ? Optional.of(Instant.parse(json.path(name).asString("")))
        : Optional.empty();
  }
}
