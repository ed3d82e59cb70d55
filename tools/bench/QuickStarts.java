package nebula.bench;

import java.util.List;

/// Starts that have nothing to do.
final class QuickStarts implements Experiment {
  @Override
  public List<Figure> figures() {
    return List.of(Figure.SECOND_UP, Figure.PLAN, Figure.HELP);
  }

  @Override
  public void run(Stage stage, int runs, Journal journal) throws InterruptedException {
    stage.makeHealthy();
    measure(stage, runs, journal, Figure.SECOND_UP, "--wait");
    measure(stage, runs, journal, Figure.PLAN, "--plan");
    measure(stage, runs, journal, Figure.HELP, "--help");
  }

  private static void measure(Stage stage, int runs, Journal journal, Figure figure, String option)
      throws InterruptedException {
    stage.note(figure.id());
    stage.seconds("up.java", option);
    journal.repeat(
        List.of(figure),
        runs,
        () -> journal.take(figure, Sample.alone(stage.seconds("up.java", option))));
  }
}
