package nebula.rehearsal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import nebula.kube.ApplyRefused;
import nebula.kube.Kube;
import nebula.kube.LogStart;
import nebula.kube.Manifest;
import nebula.kube.Terminal;
import nebula.kube.Tunnel;
import tools.jackson.databind.JsonNode;

/// The real client on the fake API server, for all but what needs a container: commands and
/// connections are answered here.
final class RehearsalKube implements Kube {
  private final Kube real;
  private final FakeApiServer server;
  private final String namespace;

  RehearsalKube(Kube real, FakeApiServer server, String namespace) {
    this.real = real;
    this.server = server;
    this.namespace = namespace;
  }

  @Override
  public ExecOutcome exec(
      String pod,
      Optional<String> container,
      List<String> command,
      Consumer<String> eachLine,
      Duration limit)
      throws IOException {
    JsonNode status = running(pod, container);
    ExecOutcome outcome = ScriptedProgram.run(command, status.path("ready").asBoolean(false));
    (outcome.out() + outcome.err()).lines().forEach(eachLine);
    return outcome;
  }

  @Override
  public ExecOutcome exec(
      String pod, Optional<String> container, List<String> command, InputStream in, Duration limit)
      throws IOException {
    in.transferTo(OutputStream.nullOutputStream());
    return exec(pod, container, command, _ -> {}, limit);
  }

  @Override
  public Terminal terminal(String pod, String container, Terminal.Size size) throws IOException {
    running(pod, Optional.of(container));
    return new RehearsedTerminal(pod, container);
  }

  @Override
  public Tunnel connect(String pod, int port) throws IOException {
    if (!running(pod, Optional.empty()).path("ready").asBoolean(false)) {
      throw new IOException(
          "failed to connect to localhost:%d inside pod %s: connection refused"
              .formatted(port, pod));
    }
    return new AnsweringTunnel();
  }

  @Override
  public Applied apply(String service, List<Manifest> manifests)
      throws ApplyRefused, InterruptedException {
    return real.apply(service, manifests);
  }

  @Override
  public List<String> difference(String service, List<Manifest> manifests)
      throws InterruptedException {
    return real.difference(service, manifests);
  }

  @Override
  public List<Manifest> unknownKinds(List<Manifest> manifests) throws InterruptedException {
    return real.unknownKinds(manifests);
  }

  @Override
  public List<String> installed() throws InterruptedException {
    return real.installed();
  }

  @Override
  public void delete(String service, Removal removal) throws InterruptedException {
    real.delete(service, removal);
  }

  @Override
  public int restart(String service) throws InterruptedException {
    return real.restart(service);
  }

  @Override
  public ServiceView view(String service) throws InterruptedException {
    return real.view(service);
  }

  @Override
  public Map<String, Use> usage() {
    return Map.of();
  }

  @Override
  public List<String> claims(String service) throws InterruptedException {
    return real.claims(service);
  }

  @Override
  public Subscription watch(ObservationListener observer) {
    return real.watch(observer);
  }

  @Override
  public Subscription followLogs(
      String pod, String container, Supplier<LogStart> start, Consumer<LogRecord> eachLine) {
    return real.followLogs(pod, container, start, eachLine);
  }

  @Override
  public List<String> lastLogs(String pod, String container, boolean previous, int lines)
      throws InterruptedException {
    return real.lastLogs(pod, container, previous, lines);
  }

  @Override
  public List<LogRecord> pastLogs(
      String pod, String container, boolean previous, Optional<Instant> since, int most)
      throws InterruptedException {
    return real.pastLogs(pod, container, previous, since, most);
  }

  @Override
  public void close() {
    real.close();
  }

  /// The status of the container, the pod's first when none is named.
  private JsonNode running(String pod, Optional<String> container) throws IOException {
    JsonNode there =
        server
            .get("Pod", namespace, pod)
            .orElseThrow(() -> new IOException("pods \"" + pod + "\" not found"));
    for (JsonNode status : there.path("status").path("containerStatuses")) {
      boolean meant =
          container.isEmpty() || status.path("name").asString("").equals(container.get());
      if (meant && status.path("state").has("running")) {
        return status;
      }
    }
    throw new IOException(
        "unable to upgrade connection: container not found (\"" + container.orElse(pod) + "\")");
  }
}
