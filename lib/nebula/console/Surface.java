package nebula.console;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/// What the board draws on: a terminal, or a test's list of lines.
interface Surface extends AutoCloseable {
  record Size(int columns, int rows) {}

  Size size();

  /// Shows these lines and nothing else. Takes as long as the terminal takes.
  ///
  /// @throws IOException when the terminal is gone
  void draw(List<Text> lines) throws IOException;

  /// Gives the terminal back as it was.
  @Override
  void close();

  /// Opens a surface.
  interface Source {
    /// @param keys gets what the reader presses, on another thread
    /// @param resized called on another thread when the size has changed
    /// @throws IOException when this is no terminal to draw on
    Surface open(Consumer<Key> keys, Runnable resized) throws IOException;
  }
}
