package nebula.console;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/// Reads keys on a thread of its own, which ends with the process: a read cannot be interrupted.
/// Past JLine, whose reader keeps a lock while it waits for a key, so that closing the terminal
/// would wait for one too.
final class KeyReader {
  private KeyReader() {}

  static void start(Consumer<Key> keys) {
    InputStream terminal = new FileInputStream(FileDescriptor.in);
    Thread.ofPlatform().daemon().name("nebula-keys").start(() -> run(terminal, keys));
  }

  /// Every key is ASCII, so that bytes do.
  private static void run(InputStream terminal, Consumer<Key> keys) {
    KeyDecoder decoder = new KeyDecoder();
    try {
      for (int read = terminal.read(); read >= 0; read = terminal.read()) {
        decoder.next((char) read).ifPresent(keys);
      }
    } catch (IOException terminalIsGone) {
      // no more keys
    }
  }
}
