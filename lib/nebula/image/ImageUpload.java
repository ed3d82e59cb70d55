package nebula.image;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Brings several images into the registry, each layer once and as it is: `docker push` would
/// compress it, at 25 MB a second, only for the node to unpack it again. For one use by one thread.
final class ImageUpload {
  private static final String MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";
  private static final String CONFIGURATION = "application/vnd.docker.container.image.v1+json";
  private static final String LAYER = "application/vnd.docker.image.rootfs.diff.tar";
  private static final String BLOBS = "blobs/sha256/";

  private final RegistryClient registry;
  private final Progress progress;
  private final List<LocalImage> open;
  private final Map<String, Long> sizes = new HashMap<>();

  /// Told of what was done for whom.
  interface Progress {
    /// @param bytes that were sent since the last time
    void sent(long bytes);

    void arrived(LocalImage image);
  }

  ImageUpload(RegistryClient registry, List<LocalImage> images, Progress progress) {
    this.registry = registry;
    this.open = new ArrayList<>(images);
    this.progress = progress;
  }

  /// Finishes the images of which the registry has every layer.
  ///
  /// @return those of which it has not
  List<LocalImage> begin() throws IOException {
    Set<String> asked = new HashSet<>();
    for (LocalImage image : open) {
      for (String digest : image.blobs()) {
        if (asked.add(digest)) {
          OptionalLong size = registry.size(digest);
          size.ifPresent(bytes -> sizes.put(digest, bytes));
        }
      }
    }
    finishWhatIsComplete();
    return List.copyOf(open);
  }

  /// Sends what the registry lacks of the images that are not finished; each is in the registry
  /// when its last layer is. Of those that are left then the archive had not all, as that of an old
  /// Docker.
  ///
  /// @param saved what `docker save` writes; read to its end
  void send(InputStream saved) throws IOException {
    Set<String> lacking = lacking();
    TarArchiveInputStream archive = new TarArchiveInputStream(saved);
    for (TarArchiveEntry entry = archive.getNextEntry();
        entry != null && !lacking.isEmpty();
        entry = archive.getNextEntry()) {
      String digest = digest(entry);
      if (lacking.remove(digest)) {
        registry.upload(digest, entry.getSize(), new Counted(archive));
        sizes.put(digest, entry.getSize());
        finishWhatIsComplete();
      }
    }
    saved.transferTo(OutputStream.nullOutputStream());
  }

  private Set<String> lacking() {
    Set<String> lacking = new HashSet<>();
    open.forEach(image -> lacking.addAll(image.blobs()));
    lacking.removeAll(sizes.keySet());
    return lacking;
  }

  /// Empty for what is no layer and no configuration.
  private static String digest(TarArchiveEntry entry) {
    String name = entry.getName();
    return entry.isFile() && name.startsWith(BLOBS)
        ? "sha256:" + name.substring(BLOBS.length())
        : "";
  }

  private void finishWhatIsComplete() throws IOException {
    for (LocalImage image : List.copyOf(open)) {
      if (sizes.keySet().containsAll(image.blobs())) {
        for (String digest : image.blobs()) {
          registry.mount(image.name().repository(), digest);
        }
        byte[] manifest = manifest(image).getBytes(StandardCharsets.UTF_8);
        registry.putManifest(image.name().repository(), image.name().tag(), MANIFEST, manifest);
        open.remove(image);
        progress.arrived(image);
      }
    }
  }

  private String manifest(LocalImage image) {
    ObjectNode manifest = JsonMapper.shared().createObjectNode();
    manifest.put("schemaVersion", 2).put("mediaType", MANIFEST);
    describe(manifest.putObject("config"), CONFIGURATION, image.id());
    ArrayNode layers = manifest.putArray("layers");
    image.layers().forEach(digest -> describe(layers.addObject(), LAYER, digest));
    return manifest.toString();
  }

  private void describe(ObjectNode blob, String mediaType, String digest) {
    blob.put("mediaType", mediaType).put("size", sizes.get(digest)).put("digest", digest);
  }

  private final class Counted extends FilterInputStream {
    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = super.read(bytes, offset, length);
      progress.sent(Math.max(0, read));
      return read;
    }
  }
}
