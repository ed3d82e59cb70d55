package nebula.process;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/// Runs programs of this machine. Tests put recorded answers in its place.
public interface Programs {

  /// Runs to the end, whatever the exit code.
  ///
  /// @throws nebula.model.Failure when the program is not installed or its limit is over
  /// @throws InterruptedException when this thread is interrupted; the program has ended then
  Outcome run(Command command) throws InterruptedException;

  /// As {@link #run(Command)}, with each line of output (out and err) as it comes.
  Outcome run(Command command, Consumer<String> eachLine) throws InterruptedException;

  /// As {@link #run(Command)}, for a program whose standard output is data and no text. The
  /// outcome's `out` is empty.
  ///
  /// @throws IOException what the reader threw; the program has ended then
  Outcome read(Command command, DataReader reader) throws InterruptedException, IOException;

  /// Reads what a program writes, while it runs, on a thread of its own.
  interface DataReader {
    void read(InputStream data) throws IOException;
  }

  /// How a program ended.
  record Outcome(int exitCode, String out, String err) {
    public boolean succeeded() {
      return exitCode == 0;
    }

    /// The last line with text, of err if there is one, else of out: most programs say there why.
    public String lastLine() {
      String text = err.isBlank() ? out : err;
      return text.lines().filter(line -> !line.isBlank()).reduce("", (_, line) -> line).strip();
    }
  }
}
