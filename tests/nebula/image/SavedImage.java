package nebula.image;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/// An image as `docker save` writes it, and what `docker image inspect` says of it.
///
/// @param layers their contents
record SavedImage(String configuration, List<String> layers) {

  String id() {
    return digest(configuration);
  }

  String inspected() {
    return id() + " " + String.join(" ", layers.stream().map(SavedImage::digest).toList()) + "\n";
  }

  static String digest(String content) {
    return FakeRegistry.digest(content.getBytes(StandardCharsets.UTF_8));
  }

  /// Sorted by digest, each once, with the files beside that Docker writes too.
  static InputStream archive(SavedImage... images) {
    TreeMap<String, String> blobs = new TreeMap<>();
    for (SavedImage image : images) {
      blobs.put(image.id(), image.configuration());
      image.layers().forEach(layer -> blobs.put(digest(layer), layer));
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      for (var blob : blobs.entrySet()) {
        put(tar, "blobs/sha256/" + blob.getKey().substring("sha256:".length()), blob.getValue());
      }
      put(tar, "manifest.json", "[]");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ByteArrayInputStream(bytes.toByteArray());
  }

  private static void put(TarArchiveOutputStream tar, String name, String content)
      throws IOException {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setSize(bytes.length);
    tar.putArchiveEntry(entry);
    tar.write(bytes);
    tar.closeArchiveEntry();
  }
}
