package nebula.dashboard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The last ten starts of this cluster's runs, in `starts.ndjson` of the state folder, newest
/// first. That it cannot be read or written harms nothing: there is less to compare with.
final class StartHistory {
  private static final int MOST = 10;

  private final Path file;
  private final List<PastStart> starts = new ArrayList<>();
  private boolean read;

  StartHistory(Path stateFolder) {
    this.file = stateFolder.resolve("starts.ndjson");
  }

  synchronized List<PastStart> starts() {
    if (!read) {
      read = true;
      starts.addAll(readFile());
    }
    return List.copyOf(starts);
  }

  synchronized void add(PastStart start) {
    List<PastStart> all = Stream.concat(Stream.of(start), starts().stream()).limit(MOST).toList();
    starts.clear();
    starts.addAll(all);
    try {
      Files.createDirectories(file.getParent());
      Path draft = Files.createTempFile(file.getParent(), "starts", ".new");
      Files.write(
          draft,
          all.stream().map(each -> RunJson.object(json -> TimingJson.start(json, each))).toList());
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException notKept) {
      // The next run has one start less to compare with.
    }
  }

  private List<PastStart> readFile() {
    List<PastStart> found = new ArrayList<>();
    try {
      JsonMapper mapper = new JsonMapper();
      for (String line : Files.readAllLines(file)) {
        found.add(start(mapper.readTree(line)));
      }
    } catch (NoSuchFileException none) {
      return List.of();
    } catch (IOException | JacksonException | DateTimeException damaged) {
      return found;
    }
    return found;
  }

  private static PastStart start(JsonNode node) {
    SequencedMap<String, PastStart.Bar> services = new LinkedHashMap<>();
    for (JsonNode service : node.path("services")) {
      services.put(
          service.path("name").asString(""),
          PastStart.Bar.read(service.path("millis").asLong(0), parts(service.path("phases"))));
    }
    SequencedMap<String, Long> work = new LinkedHashMap<>();
    for (JsonNode piece : node.path("work")) {
      work.put(piece.path("name").asString(""), piece.path("millis").asLong(0));
    }
    return new PastStart(
        Instant.parse(node.path("start").asString("")),
        node.path("millis").asLong(0),
        services,
        work);
  }

  private static SequencedMap<String, Long> parts(JsonNode phases) {
    SequencedMap<String, Long> parts = new LinkedHashMap<>();
    phases.forEachEntry((part, millis) -> parts.put(part, millis.asLong(0)));
    return parts;
  }
}
