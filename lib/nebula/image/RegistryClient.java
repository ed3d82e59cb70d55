package nebula.image;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Speaks the registry protocol with the registry of this machine, which asks for no log-in. Layers
/// go into one repository of their own first, so that it is known of each whether it is there,
/// whatever image it came with; images then borrow them.
///
/// A blocked call ends when its thread is interrupted if that is a virtual one, else at its limit.
final class RegistryClient {
  /// Where all layers are.
  static final String LAYERS = "nebula-layers";

  private static final int CONNECT_MILLIS = (int) Duration.ofSeconds(2).toMillis();

  /// The registry checks a layer of gigabytes before it answers.
  private static final int READ_MILLIS = (int) Duration.ofMinutes(1).toMillis();

  private static final int PIECE = 1 << 18;

  private final URI base;

  /// @param address host and port
  RegistryClient(String address) {
    this.base = URI.create("http://" + address);
  }

  /// The size in bytes of a layer or configuration; empty when it is not there.
  OptionalLong size(String digest) throws IOException {
    HttpURLConnection connection = open("HEAD", blob(digest));
    return expect(connection, 200, 404) == 200
        ? OptionalLong.of(connection.getContentLengthLong())
        : OptionalLong.empty();
  }

  /// @throws IOException also when the content is not that of the digest
  void upload(String digest, long size, InputStream content) throws IOException {
    HttpURLConnection begun = open("POST", path("/v2/" + LAYERS + "/blobs/uploads/"));
    expect(begun, 202);
    URI place = base.resolve(begun.getHeaderField("Location"));
    String separator = place.getRawQuery() == null ? "?" : "&";
    HttpURLConnection connection = open("PUT", URI.create(place + separator + "digest=" + digest));
    connection.setRequestProperty("Content-Type", "application/octet-stream");
    connection.setDoOutput(true);
    connection.setFixedLengthStreamingMode(size);
    copy(content, connection);
    expect(connection, 201);
  }

  /// Makes a layer that was uploaded a part of the repository, without sending it again.
  void mount(String repository, String digest) throws IOException {
    String query = "?mount=" + digest + "&from=" + LAYERS;
    expect(open("POST", path("/v2/" + repository + "/blobs/uploads/" + query)), 201);
  }

  void putManifest(String repository, String tag, String mediaType, byte[] manifest)
      throws IOException {
    HttpURLConnection connection = open("PUT", manifest(repository, tag));
    connection.setRequestProperty("Content-Type", mediaType);
    connection.setDoOutput(true);
    connection.setFixedLengthStreamingMode(manifest.length);
    try (OutputStream out = connection.getOutputStream()) {
      out.write(manifest);
    }
    expect(connection, 201);
  }

  List<String> tags(String repository) throws IOException {
    HttpURLConnection connection = open("GET", path("/v2/" + repository + "/tags/list"));
    List<String> tags = new ArrayList<>();
    if (expect(connection, 200, 404) == 200) {
      try (InputStream in = connection.getInputStream()) {
        String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        for (JsonNode tag : JsonMapper.shared().readTree(text).path("tags")) {
          tags.add(tag.stringValue());
        }
      }
    }
    return tags;
  }

  /// The digest that a tag stands for.
  Optional<String> digest(String repository, String tag) throws IOException {
    HttpURLConnection connection = open("HEAD", manifest(repository, tag));
    connection.setRequestProperty("Accept", RegistryQuestion.MANIFEST_TYPES);
    return expect(connection, 200, 404) == 200
        ? Optional.ofNullable(connection.getHeaderField("Docker-Content-Digest"))
        : Optional.empty();
  }

  /// False when this registry does not allow it.
  boolean delete(String repository, String digest) throws IOException {
    return expect(open("DELETE", manifest(repository, digest)), 202, 404, 405) != 405;
  }

  private URI blob(String digest) {
    return path("/v2/" + LAYERS + "/blobs/" + digest);
  }

  private URI manifest(String repository, String reference) {
    return path("/v2/" + repository + "/manifests/" + reference);
  }

  private URI path(String path) {
    return base.resolve(path);
  }

  private static HttpURLConnection open(String method, URI uri) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection(Proxy.NO_PROXY);
    connection.setRequestMethod(method);
    connection.setConnectTimeout(CONNECT_MILLIS);
    connection.setReadTimeout(READ_MILLIS);
    return connection;
  }

  private static void copy(InputStream content, HttpURLConnection connection) throws IOException {
    byte[] piece = new byte[PIECE];
    try (OutputStream out = connection.getOutputStream()) {
      for (int read = content.read(piece); read >= 0; read = content.read(piece)) {
        out.write(piece, 0, read);
      }
    }
  }

  private static int expect(HttpURLConnection connection, int... expected) throws IOException {
    int status = connection.getResponseCode();
    for (int good : expected) {
      if (status == good) {
        return status;
      }
    }
    throw new IOException(
        "the registry answered %d to %s %s"
            .formatted(status, connection.getRequestMethod(), connection.getURL().getPath()));
  }
}
