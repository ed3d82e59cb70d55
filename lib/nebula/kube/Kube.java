package nebula.kube;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import nebula.model.Observation;

/// What Nebula asks of a Kubernetes cluster, in one namespace. Two implementations: the real one
/// and the rehearsal.
public interface Kube extends AutoCloseable {

  /// Makes the cluster hold just these objects for the service: sends the changed ones by
  /// server-side apply, and deletes those that an earlier apply sent and that are gone from the
  /// list (never a claim). Nothing is sent when nothing changed.
  ///
  /// @throws ApplyRefused names the object, its position and the server's reason
  Applied apply(String service, List<Manifest> manifests) throws ApplyRefused, InterruptedException;

  /// The objects that {@link #apply} would send or delete, such as `Deployment postgres: changed`.
  List<String> difference(String service, List<Manifest> manifests) throws InterruptedException;

  /// Those of the objects whose kind neither Kubernetes itself, nor a CustomResourceDefinition
  /// among them, nor this cluster has. A cluster that does not say counts as having it.
  List<Manifest> unknownKinds(List<Manifest> manifests) throws InterruptedException;

  /// Names of the services of which this cluster holds objects.
  List<String> installed() throws InterruptedException;

  /// Deletes the service's objects and returns when its pods are gone.
  void delete(String service, Removal removal) throws InterruptedException;

  /// How much of a service is deleted; each has those before it in it.
  enum Removal {
    /// What runs. What others may use as well stays, such as a Secret.
    WORKLOADS,
    /// All but its claims, and so its data.
    OBJECTS,
    /// Its data too.
    DATA
  }

  /// Lets the service's workloads replace their pods, each by its own strategy.
  ///
  /// @return how many workloads do; Jobs cannot
  int restart(String service) throws InterruptedException;

  /// Everything that the server knows of the service, as it answers now.
  ServiceView view(String service) throws InterruptedException;

  /// What the pods of each service use; empty where neither a metrics server nor the kubelets tell.
  Map<String, Use> usage() throws InterruptedException;

  /// The claims of the service, for saying what would be lost.
  List<String> claims(String service) throws InterruptedException;

  /// Tells of the service's objects now and at each change, on a thread of its own, until closed.
  /// Survives restarts of the API server.
  ///
  /// @param observer gets the service's name and what is seen of it
  Subscription watch(ObservationListener observer);

  /// Runs a command in a container of a pod. When the limit is over the command may go on in the
  /// container, as Kubernetes has no way to end it. Keeps 1 MiB of each of out and err.
  ///
  /// @throws IOException when it could not be started or its result is unknown
  default ExecOutcome exec(
      String pod, Optional<String> container, List<String> command, Duration limit)
      throws IOException, InterruptedException {
    return exec(pod, container, command, _ -> {}, limit);
  }

  /// The same, for output that somebody waits for.
  ///
  /// @param eachLine gets those of out and err as they are written, on another thread
  ExecOutcome exec(
      String pod,
      Optional<String> container,
      List<String> command,
      Consumer<String> eachLine,
      Duration limit)
      throws IOException, InterruptedException;

  /// The same for a command that reads. It must know how much to read (`head -c`): no end of the
  /// input comes to it, since the protocol has none. What a command has not read when it ends is
  /// dropped.
  ///
  /// @throws IOException also when the input cannot be read
  ExecOutcome exec(
      String pod, Optional<String> container, List<String> command, InputStream in, Duration limit)
      throws IOException, InterruptedException;

  /// Opens a shell in a container: bash where there is one, else sh. Whether there is a shell at
  /// all is known a moment later: it then ends at once, and says so.
  ///
  /// @throws IOException when the container is not running, or the API server refuses or does not
  ///   answer
  Terminal terminal(String pod, String container, Terminal.Size size)
      throws IOException, InterruptedException;

  /// Opens a connection to a port of a pod. That nothing listens on the port is known a few
  /// milliseconds later: reading then fails with that reason.
  ///
  /// @throws IOException when the pod is not there, or the API server refuses or does not answer
  Tunnel connect(String pod, int port) throws IOException;

  /// Lines that the container wrote, oldest first, and then each new one until closed or the
  /// container ends.
  ///
  /// @param start asked once, on the thread that reads
  Subscription followLogs(
      String pod, String container, Supplier<LogStart> start, Consumer<LogRecord> eachLine);

  /// The last lines of a container, of its previous life when asked.
  List<String> lastLogs(String pod, String container, boolean previous, int lines)
      throws InterruptedException;

  /// What a container has written until now, oldest first, of its previous life when asked; empty
  /// when there is no such life.
  ///
  /// @param most lines; of more, the newest are given
  List<LogRecord> pastLogs(
      String pod, String container, boolean previous, Optional<Instant> since, int most)
      throws InterruptedException;

  @Override
  void close();

  /// @param sent titles of objects that were created or changed
  /// @param deleted titles of objects that were removed
  record Applied(List<String> sent, List<String> deleted) {
    public boolean nothingChanged() {
      return sent.isEmpty() && deleted.isEmpty();
    }
  }

  /// @param seen what its health is judged by
  /// @param pods as the server has them, in the order of `seen`
  /// @param events about its pods and objects, in no order
  /// @param objects all but its pods
  record ServiceView(
      Observation seen, List<JsonValue> pods, List<JsonValue> events, List<JsonValue> objects) {

    public static ServiceView nothing() {
      return new ServiceView(Observation.nothing(), List.of(), List.of(), List.of());
    }
  }

  /// @param cpuMillicores thousandths of a processor
  record Use(long cpuMillicores, long memoryBytes) {
    public Use plus(Use other) {
      return new Use(cpuMillicores + other.cpuMillicores, memoryBytes + other.memoryBytes);
    }
  }

  record ExecOutcome(int exitCode, String out, String err) {}

  record LogRecord(Instant at, String text) {}

  /// Called for one service at a time; services without objects are not told of, except when their
  /// last object goes.
  interface ObservationListener {
    void observed(String service, Observation observation);

    /// The first full picture has been given: what was not told of is not there.
    default void synced(Map<String, Observation> all) {}
  }

  /// Ends when closed, without waiting.
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }
}
