package nebula.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import nebula.dashboard.Shell;
import nebula.engine.Run;
import nebula.kube.Terminal;

/// Opens shells for the page in containers of the run's cluster.
///
/// @param run whose cluster it is
record ServiceShells(Run run) implements Shell.Source {

  @Override
  public Shell open(String pod, String container, int columns, int rows)
      throws IOException, InterruptedException {
    return new ContainerShell(
        run.terminal(pod, container, new Terminal.Size(columns, rows))
            .orElseThrow(() -> new IOException("there is no cluster yet")));
  }

  private record ContainerShell(Terminal terminal) implements Shell {
    @Override
    public InputStream output() {
      return terminal.output();
    }

    @Override
    public void type(byte[] input) throws IOException {
      OutputStream typed = terminal.input();
      typed.write(input);
    }

    @Override
    public void resize(int columns, int rows) throws IOException {
      terminal.resize(new Terminal.Size(columns, rows));
    }

    @Override
    public String end() {
      return terminal.end().orElse("it was closed");
    }

    @Override
    public void close() {
      terminal.close();
    }
  }
}
