package nebula.bench;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// What was measured so far.
final class Journal {
  private final Map<Figure, List<Sample>> samples = new EnumMap<>(Figure.class);
  private final Map<Figure, List<String>> troubles = new EnumMap<>(Figure.class);
  private final Map<Figure, List<StartRun>> starts = new EnumMap<>(Figure.class);

  /// A measurement that may fail without ending the experiment.
  interface Attempt {
    void run() throws InterruptedException;
  }

  /// Runs it as often as said; a run that fails is a trouble of all the figures.
  void repeat(List<Figure> figures, int runs, Attempt attempt) throws InterruptedException {
    for (int run = 1; run <= runs; run++) {
      try {
        attempt.run();
      } catch (RuntimeException failed) {
        throwIfInterrupted();
        trouble(figures, "run %d of %d: %s".formatted(run, runs, words(failed)));
      }
    }
  }

  void take(Figure figure, Sample sample) {
    samples.computeIfAbsent(figure, _ -> new ArrayList<>()).add(sample);
  }

  void take(Figure figure, StartRun run, double reference) {
    take(figure, new Sample(run.seconds(), reference));
    starts.computeIfAbsent(figure, _ -> new ArrayList<>()).add(run);
  }

  void trouble(List<Figure> figures, String why) {
    figures.forEach(figure -> troubles.computeIfAbsent(figure, _ -> new ArrayList<>()).add(why));
  }

  Result result(Figure figure) {
    return new Result(
        figure, samples.getOrDefault(figure, List.of()), troubles.getOrDefault(figure, List.of()));
  }

  List<StartRun> starts(Figure figure) {
    return starts.getOrDefault(figure, List.of());
  }

  /// Those who wait for a script tell an interrupt by another exception.
  static void throwIfInterrupted() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }

  static String words(RuntimeException failed) {
    String words = failed instanceof RunFailed ? failed.getMessage() : failed.toString();
    return words.replaceAll("\\s*\\R\\s*", " | ");
  }
}
