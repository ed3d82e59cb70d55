package nebula.bench;

import java.util.List;

/// Measures figures that come out of the same runs. Begins from whatever state the cluster is in,
/// as long as there is one.
interface Experiment {
  List<Figure> figures();

  /// @param journal takes each sample as it is measured
  /// @throws RunFailed when nothing could be measured
  void run(Stage stage, int runs, Journal journal) throws InterruptedException;
}
