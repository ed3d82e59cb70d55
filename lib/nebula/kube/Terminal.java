package nebula.kube;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/// A shell in a container, with a terminal of its own.
public interface Terminal extends AutoCloseable {
  /// What it writes, escape sequences and all, until it ends. What is not read stays with the
  /// container, which then waits.
  InputStream output();

  /// What is typed. Waits while the container takes nothing; closing it does nothing.
  OutputStream input();

  /// @throws IOException when it has ended
  void resize(Size size) throws IOException;

  /// How it ended, in words; empty while it goes on.
  Optional<String> end();

  /// Hangs up, as a closed window does: the shell and what it started are told to end.
  @Override
  void close();

  record Size(int columns, int rows) {}
}
