package nebula.dashboard;

import java.util.Map;

/// What the pods of a service use now, all together.
///
/// @param cpuMillicores thousandths of a processor
public record Usage(long cpuMillicores, long memoryBytes) {

  /// Where metrics are there.
  public interface Source {
    /// By service; empty where there are no metrics. Asked every few seconds while somebody looks.
    Map<String, Usage> now() throws InterruptedException;

    static Source none() {
      return Map::of;
    }
  }
}
