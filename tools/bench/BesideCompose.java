package nebula.bench;

import java.nio.file.Path;
import java.util.List;

/// The same three images by Compose and by us, by turns, so that both meet the same machine.
final class BesideCompose implements Experiment {
  private final Path composeFile;

  BesideCompose(Path composeFile) {
    this.composeFile = composeFile;
  }

  @Override
  public List<Figure> figures() {
    return List.of(Figure.COMPOSE);
  }

  @Override
  public void run(Stage stage, int runs, Journal journal) throws InterruptedException {
    compose("version").mustSucceed();
    try {
      journal.repeat(
          figures(),
          runs,
          () -> {
            stage.note("compose");
            stage.makeEmpty();
            strike();
            double theirs = compose("up", "-d", "--wait").mustSucceed().seconds();
            strike();
            StartRun ours = stage.start("temporal-ui");
            journal.take(Figure.COMPOSE, ours, theirs);
          });
    } finally {
      strike();
    }
  }

  /// Deletes Compose's containers, network and data, whatever there is of them.
  void strike() throws InterruptedException {
    compose("down", "--volumes", "--timeout", "3").run();
  }

  private Program compose(String... words) {
    String[] command = new String[words.length + 4];
    System.arraycopy(
        new String[] {"docker", "compose", "-f", composeFile.toString()}, 0, command, 0, 4);
    System.arraycopy(words, 0, command, 4, words.length);
    return Program.of(command);
  }
}
