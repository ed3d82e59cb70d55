package nebula.dashboard;

import java.io.IOException;
import java.io.InputStream;

/// A shell with a terminal, in a container of a service.
public interface Shell extends AutoCloseable {
  /// What the terminal shows, escape sequences and all, until the shell ends.
  InputStream output();

  /// Waits while the container takes nothing.
  ///
  /// @throws IOException when the shell has ended
  void type(byte[] input) throws IOException;

  /// @throws IOException when the shell has ended
  void resize(int columns, int rows) throws IOException;

  /// How it ended, in words; to be asked when its output has ended.
  String end();

  /// Ends it; may take a second or two.
  @Override
  void close();

  /// Opens shells; takes its time, and is called on a thread that may wait.
  interface Source {
    /// @throws IOException says why it could not be opened
    Shell open(String pod, String container, int columns, int rows)
        throws IOException, InterruptedException;

    static Source none() {
      return (_, _, _, _) -> {
        throw new IOException("there are no containers");
      };
    }
  }
}
