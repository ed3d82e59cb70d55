package nebula.console;

import java.io.IOException;
import java.util.function.Consumer;
import org.jline.utils.NonBlockingReader;

/// Reads keys on a thread of its own, which ends with the process: a read cannot be interrupted.
final class KeyReader {
  private KeyReader() {}

  static void start(NonBlockingReader reader, Consumer<Key> keys) {
    Thread.ofPlatform().daemon().name("nebula-keys").start(() -> run(reader, keys));
  }

  private static void run(NonBlockingReader reader, Consumer<Key> keys) {
    KeyDecoder decoder = new KeyDecoder();
    try {
      for (int read = reader.read(); read >= 0; read = reader.read()) {
        decoder.next((char) read).ifPresent(keys);
      }
    } catch (IOException | IllegalStateException closed) {
      // no more keys
    }
  }
}
