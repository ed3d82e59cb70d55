package nebula.image;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import nebula.cluster.Patience;

/// Asks the registry of this machine whether it has an image. By the JDK's old HTTP client: the new
/// one costs 0.3 s of processor time at its first use, and this is asked in every run.
final class RegistryQuestion {
  /// While the registry is being made beside this, its own image may have to be pulled.
  private static final Duration LIMIT_OF_PATIENCE = Duration.ofMinutes(5);

  private static final int LIMIT_MILLIS = (int) Duration.ofSeconds(2).toMillis();

  /// Without these, a registry denies having what it holds in another form.
  static final String MANIFEST_TYPES =
      String.join(
          ", ",
          "application/vnd.oci.image.index.v1+json",
          "application/vnd.oci.image.manifest.v1+json",
          "application/vnd.docker.distribution.manifest.list.v2+json",
          "application/vnd.docker.distribution.manifest.v2+json");

  private final String address;

  /// @param address host and port
  RegistryQuestion(String address) {
    this.address = address;
  }

  enum Answer {
    THERE,
    NOT_THERE,
    /// It does not answer, or not as a registry does.
    NO_ANSWER
  }

  /// As {@link #has}, and waits for a registry that does not answer yet.
  Answer patiently(ImageName image) throws InterruptedException {
    Patience patience = Patience.of(LIMIT_OF_PATIENCE);
    Answer answer = has(image);
    while (answer == Answer.NO_ANSWER && patience.again()) {
      answer = has(image);
    }
    return answer;
  }

  Answer has(ImageName image) {
    URI manifest =
        URI.create(
            "http://%s/v2/%s/manifests/%s".formatted(address, image.repository(), image.tag()));
    try {
      HttpURLConnection connection =
          (HttpURLConnection) manifest.toURL().openConnection(Proxy.NO_PROXY);
      connection.setRequestMethod("HEAD");
      connection.setRequestProperty("Accept", MANIFEST_TYPES);
      connection.setConnectTimeout(LIMIT_MILLIS);
      connection.setReadTimeout(LIMIT_MILLIS);
      return switch (connection.getResponseCode()) {
        case HttpURLConnection.HTTP_OK -> Answer.THERE;
        case HttpURLConnection.HTTP_NOT_FOUND -> Answer.NOT_THERE;
        default -> Answer.NO_ANSWER;
      };
    } catch (IOException _) {
      return Answer.NO_ANSWER;
    }
  }
}
