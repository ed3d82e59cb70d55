package nebula.image;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import nebula.cluster.Docker;
import nebula.model.ExitCode;
import nebula.model.Failure;
import nebula.model.RegistrySettings;
import nebula.process.Command;
import nebula.process.Programs;
import nebula.process.Programs.Outcome;

/// Reads layers from Docker with `docker save` and sends them as they are.
final class LayerSending {
  private static final Duration SAVE_LIMIT = Duration.ofMinutes(10);
  private static final List<Duration> GAPS = List.of(Duration.ofMillis(300), Duration.ofSeconds(2));

  /// Between two events of one image.
  private static final long BYTES_BETWEEN_TOLD = 8L << 20;

  private final Programs programs;
  private final Docker docker;
  private final RegistryClient client;

  /// Told what goes on.
  interface Told {
    /// @param bytes since it began
    void sent(long bytes);

    void arrived(LocalImage image);

    void again(String trouble);
  }

  LayerSending(Programs programs, Docker docker, RegistrySettings registry) {
    this.programs = programs;
    this.docker = docker;
    this.client = new RegistryClient(registry.hostAddress());
  }

  /// @return why some did not arrive; empty when all did, or when this way is not open for those
  ///   that did not
  String send(List<LocalImage> images, Told told) throws InterruptedException {
    if (images.isEmpty() || !storesUnpackedLayers()) {
      return "";
    }
    Counting counting = new Counting(told);
    for (int attempt = 0; ; attempt++) {
      try {
        sendOnce(images, counting);
        return "";
      } catch (Failure overItsLimit) {
        if (overItsLimit.exitCode() != ExitCode.TIMED_OUT) {
          throw overItsLimit;
        }
        return overItsLimit.getMessage();
      } catch (IOException broken) {
        String trouble = broken.getMessage() == null ? broken.toString() : broken.getMessage();
        if (attempt == GAPS.size()) {
          return trouble;
        }
        told.again(trouble);
        Thread.sleep(GAPS.get(attempt));
      }
    }
  }

  private void sendOnce(List<LocalImage> images, Counting counting)
      throws IOException, InterruptedException {
    ImageUpload upload = new ImageUpload(client, images, counting);
    List<LocalImage> lacking = upload.begin();
    if (lacking.isEmpty()) {
      return;
    }
    List<String> words = new ArrayList<>(List.of("docker", "save"));
    lacking.forEach(image -> words.add(image.image()));
    Outcome saved = programs.read(Command.of(SAVE_LIMIT, words), upload::send);
    if (!saved.succeeded()) {
      throw new IOException("docker save: " + saved.lastLine());
    }
  }

  /// Docker's newer store keeps layers as they were pulled, compressed: `docker push` is quick
  /// there, and what `docker save` writes has other digests.
  private boolean storesUnpackedLayers() throws InterruptedException {
    Outcome info = docker.ask("info", "--format", "{{.DriverStatus}}");
    return info.succeeded() && !info.out().contains("io.containerd.snapshotter");
  }

  private static final class Counting implements ImageUpload.Progress {
    private final Told told;
    private long sent;
    private long toldOf;

    Counting(Told told) {
      this.told = told;
    }

    @Override
    public void sent(long bytes) {
      sent += bytes;
      if (sent - toldOf >= BYTES_BETWEEN_TOLD) {
        toldOf = sent;
        told.sent(sent);
      }
    }

    @Override
    public void arrived(LocalImage image) {
      told.arrived(image);
    }
  }
}
