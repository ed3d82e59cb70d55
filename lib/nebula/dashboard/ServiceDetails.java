package nebula.dashboard;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nebula.model.Observation;

/// What only a service's own view shows, as the cluster answers it now. Values of Secrets are
/// masked by who gives it, where it still knows that they are from one; whatever is a known secret
/// is masked once more before it is sent.
///
/// @param pods with what the observation has of each, and what it lacks
/// @param events newest first
/// @param trouble why something is missing
public record ServiceDetails(
    List<Observation.Workload> workloads,
    List<PodDetails> pods,
    List<Check> checks,
    List<ObjectEvent> events,
    List<ObjectText> objects,
    Optional<String> trouble) {

  /// Asks the cluster; takes its time, and is called on a thread that may wait.
  public interface Source {
    ServiceDetails of(String service) throws InterruptedException;

    static Source none() {
      return _ -> nothing();
    }
  }

  public static ServiceDetails nothing() {
    return new ServiceDetails(
        List.of(), List.of(), List.of(), List.of(), List.of(), Optional.empty());
  }

  public record PodDetails(
      Observation.Pod pod, Optional<String> node, List<ContainerDetails> containers) {}

  /// @param digest of the image that runs, such as `sha256:9f…`
  /// @param terminal a command that opens a shell in it
  public record ContainerDetails(
      Observation.Container container,
      Optional<String> digest,
      List<Variable> environment,
      List<Probe> probes,
      Optional<String> terminal) {}

  /// @param value empty for what only the container knows, such as a field of its pod
  /// @param from where it is from, such as `Secret postgres, key password`
  public record Variable(String name, String value, boolean masked, Optional<String> from) {}

  /// What the kubelet asks a container. It tells of answers that fail only; that one passes is
  /// known by what becomes of the container.
  ///
  /// @param kind `startup`, `readiness` or `liveness`
  /// @param what in words, such as `tcp :7233 every 5 s`
  /// @param failure the last one that is known of, which may be long over
  public record Probe(String kind, String what, Verdict verdict, Optional<ProbeFailure> failure) {}

  public enum Verdict {
    PASSING,
    FAILING,
    /// It was not asked yet, or its first answer is not there.
    UNASKED
  }

  public record ProbeFailure(Instant at, String answer) {}

  /// The last answer to a question of `health:`.
  public record Check(String what, Instant at, boolean passed, String answer) {}

  /// @param object such as `Pod temporal-6c5d`
  public record ObjectEvent(
      Instant at, String type, String object, String reason, String message, int count) {}

  /// @param file where the manifest stands
  /// @param applied YAML
  /// @param live YAML, without managed fields
  public record ObjectText(
      String title, Optional<String> file, Optional<String> applied, Optional<String> live) {}
}
