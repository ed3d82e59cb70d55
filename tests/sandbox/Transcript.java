package sandbox;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// The lines of a stream, read on a thread of its own.
final class Transcript {
  private final List<String> lines = new ArrayList<>();
  private int forgotten;
  private Thread reader;

  static Transcript of(InputStream stream) {
    Transcript transcript = new Transcript();
    transcript.reader = Thread.ofVirtual().start(() -> transcript.read(stream));
    return transcript;
  }

  private void read(InputStream stream) {
    try (var source = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      for (String line = source.readLine(); line != null; line = source.readLine()) {
        add(line);
      }
    } catch (IOException ended) {
      add("(the stream broke: " + new UncheckedIOException(ended) + ")");
    }
  }

  private synchronized void add(String line) {
    lines.add(line);
    notifyAll();
  }

  synchronized Optional<String> find(Predicate<String> wanted) {
    return lines.subList(forgotten, lines.size()).stream().filter(wanted).findFirst();
  }

  synchronized void forget() {
    forgotten = lines.size();
  }

  synchronized void awaitMore(Duration limit) {
    try {
      wait(limit.toMillis());
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(ended);
    }
  }

  /// Everything, after the stream has ended.
  String whole() {
    try {
      reader.join();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(ended);
    }
    synchronized (this) {
      return String.join("\n", lines);
    }
  }

  /// What tells something about a run: not the lines that its containers wrote.
  @Override
  public synchronized String toString() {
    return String.join(
        "\n", lines.stream().filter(line -> !line.contains("\"event\":\"log\"")).toList());
  }
}
