package nebula.image;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/// What is known of an image's last build, in a file of the state folder. Losing it costs one
/// build.
final class BuildMemory {
  private final Path folder;

  /// @param fingerprint of what it was built from; empty when a next build cannot be compared
  /// @param recent tags, the newest first
  record Entry(String fingerprint, BuiltImage image, List<String> recent) {}

  BuildMemory(Path stateFolder) {
    this.folder = stateFolder.resolve("builds");
  }

  Optional<Entry> read(String name) {
    Properties known = new Properties();
    try (Reader reader = Files.newBufferedReader(file(name))) {
      known.load(reader);
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException | IllegalArgumentException _) {
      return Optional.empty(); // cut short, or not ours
    }
    if (known.getProperty("reference") == null) {
      return Optional.empty();
    }
    BuiltImage image =
        new BuiltImage(
            text(known, "repository"),
            text(known, "reference"),
            text(known, "id"),
            list(known, "entrypoint"),
            list(known, "command"),
            text(known, "workingFolder"),
            text(known, "user"));
    return Optional.of(new Entry(text(known, "fingerprint"), image, list(known, "recent")));
  }

  void write(String name, Entry entry) {
    Properties known = new Properties();
    BuiltImage image = entry.image();
    known.setProperty("fingerprint", entry.fingerprint());
    known.setProperty("repository", image.repository());
    known.setProperty("reference", image.reference());
    known.setProperty("id", image.id());
    known.setProperty("workingFolder", image.workingFolder());
    known.setProperty("user", image.user());
    put(known, "entrypoint", image.entrypoint());
    put(known, "command", image.command());
    put(known, "recent", entry.recent());
    try {
      Files.createDirectories(folder);
      Path draft = Files.createTempFile(folder, "build", ".new");
      try (Writer writer = Files.newBufferedWriter(draft)) {
        known.store(writer, null);
      }
      Files.move(
          draft, file(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path file(String name) {
    return folder.resolve(name.replace('/', '+') + ".properties");
  }

  private static String text(Properties known, String key) {
    return known.getProperty(key, "");
  }

  private static List<String> list(Properties known, String key) {
    List<String> items = new ArrayList<>();
    for (String item = known.getProperty(key + ".0");
        item != null;
        item = known.getProperty(key + "." + items.size())) {
      items.add(item);
    }
    return items;
  }

  private static void put(Properties known, String key, List<String> items) {
    for (int at = 0; at < items.size(); at++) {
      known.setProperty(key + "." + at, items.get(at));
    }
  }
}
