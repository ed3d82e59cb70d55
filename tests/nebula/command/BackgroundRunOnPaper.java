package nebula.command;

import java.nio.file.Path;

/// A program that is a run in the background: it stays until it is killed, and then says why it
/// fails and ends with 3.
final class BackgroundRunOnPaper {
  private BackgroundRunOnPaper() {}

  public static void main(String[] arguments) throws InterruptedException {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> {
              System.out.println("error: Docker does not answer; start it");
              System.out.flush();
              Runtime.getRuntime().halt(3);
            }));
    try (RunOnPaper run = new RunOnPaper(Path.of(arguments[0]), "postgres")) {
      run.awaitClosed();
    }
  }
}
