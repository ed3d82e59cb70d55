package e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What a developer does to a folder of sources, in any order: files and folders that come, change,
/// move and go, saved in place or by a rename.
final class RandomEdits {
  private static final int MOST_FILES = 60;

  private final Path root;
  private final Random random;
  private int number;

  RandomEdits(Path root, long seed) {
    this.root = root;
    this.random = new Random(seed);
  }

  void next() throws IOException {
    number++;
    List<Path> files = all(false);
    if (files.size() < 3) {
      create();
      return;
    }
    Path file = files.get(random.nextInt(files.size()));
    switch (random.nextInt(10)) {
      case 0, 1 -> {
        if (files.size() < MOST_FILES) {
          create();
        } else {
          Files.delete(file);
        }
      }
      case 2, 3, 4 -> Files.writeString(file, text());
      case 5, 6 -> {
        Path fresh = Files.writeString(file.resolveSibling("fresh" + number), text());
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
      }
      case 7 -> Files.move(file, file.resolveSibling("moved" + number));
      case 8 -> Files.delete(file);
      default -> moveFolder();
    }
  }

  /// By path as `./folder/file`.
  Map<String, String> hashes() throws IOException, NoSuchAlgorithmException {
    Map<String, String> hashes = new TreeMap<>();
    for (Path file : all(false)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      hashes.put(
          root.relativize(file).toString(),
          HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file))));
    }
    return hashes;
  }

  void deleteAll() throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }

  private void create() throws IOException {
    Path folder = root;
    for (int depth = random.nextInt(4); depth > 0; depth--) {
      folder = folder.resolve("d" + random.nextInt(3));
    }
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("f" + number), text());
  }

  private void moveFolder() throws IOException {
    List<Path> folders = all(true);
    if (!folders.isEmpty()) {
      Path folder = folders.get(random.nextInt(folders.size()));
      Files.move(folder, root.resolve("m" + number));
    }
  }

  private String text() {
    return "edit " + number + " " + "x".repeat(random.nextInt(3_000));
  }

  private List<Path> all(boolean folders) throws IOException {
    List<Path> all = new ArrayList<>();
    try (Stream<Path> files = Files.walk(root)) {
      files
          .filter(each -> !each.equals(root) && Files.isDirectory(each) == folders)
          .sorted()
          .forEach(all::add);
    }
    return all;
  }
}
