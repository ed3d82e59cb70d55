package nebula.dashboard;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The page's own files and the libraries that it uses, all from the class path. What is neither in
/// the page's folder nor listed in its `libraries.txt` is not served.
final class PageFiles {
  private static final String FOLDER = "nebula/dashboard/page/";
  private static final String OWN = "/page/";
  private static final int LONGEST_PATH = 200;

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html",
          "css", "text/css",
          "js", "text/javascript",
          "mjs", "text/javascript",
          "svg", "image/svg+xml",
          "png", "image/png",
          "json", "application/json",
          "woff2", "font/woff2",
          "txt", "text/plain");

  private final ClassLoader classes;
  private final Map<String, Optional<PageFile>> read = new ConcurrentHashMap<>();
  private Optional<Map<String, String>> libraries = Optional.empty();

  /// @param tag changes when the content does
  record PageFile(String type, byte[] bytes, byte[] compressed, String tag) {
    String text() {
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  PageFiles(ClassLoader classes) {
    this.classes = classes;
  }

  /// @param path of the request, such as `/page/app.js` or `/lib/elk.js`
  Optional<PageFile> at(String path) {
    if (path.length() > LONGEST_PATH || !isPlain(path)) {
      return Optional.empty();
    }
    if (path.startsWith(OWN)) {
      return own(path.substring(OWN.length()));
    }
    String library = libraries().get(path.substring(1));
    return library == null ? Optional.empty() : read(library);
  }

  Optional<PageFile> own(String name) {
    return read(FOLDER + name);
  }

  private synchronized Map<String, String> libraries() {
    if (libraries.isEmpty()) {
      Map<String, String> found = new LinkedHashMap<>();
      String list = own("libraries.txt").map(PageFile::text).orElse("");
      for (String line : list.lines().toList()) {
        String[] parts = line.strip().split("\\s+");
        if (parts.length == 2 && !parts[0].startsWith("#")) {
          found.put(parts[0], parts[1]);
        }
      }
      libraries = Optional.of(found);
    }
    return libraries.get();
  }

  private Optional<PageFile> read(String resource) {
    Optional<PageFile> known = read.get(resource);
    if (known == null) {
      known = load(resource);
      // Only what is there: a stranger could fill the memory with names.
      known.ifPresent(file -> read.put(resource, Optional.of(file)));
    }
    return known;
  }

  private Optional<PageFile> load(String resource) {
    String type = TYPES.get(resource.substring(resource.lastIndexOf('.') + 1));
    if (type == null) {
      return Optional.empty();
    }
    try (InputStream in = classes.getResourceAsStream(resource)) {
      if (in == null) {
        return Optional.empty();
      }
      byte[] bytes = in.readAllBytes();
      return Optional.of(new PageFile(type, bytes, Call.compressed(bytes), tag(bytes)));
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot read " + resource, unreadable);
    }
  }

  /// Letters, digits, and single dots, dashes, underlines and slashes.
  private static boolean isPlain(String path) {
    return path.startsWith("/")
        && !path.contains("..")
        && !path.contains("//")
        && path.chars()
            .allMatch(sign ->
                sign < 128
                    && (Character.isLetterOrDigit(sign) || "/.-_".indexOf((char) sign) >= 0));
  }

  private static String tag(byte[] bytes) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return "\"" + HexFormat.of().formatHex(hash, 0, 8) + "\"";
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
