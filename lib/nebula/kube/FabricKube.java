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
import nebula.model.Failure;

/// A cluster, asked through fabric8.
final class FabricKube implements Kube {
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);

  private final FabricApi api;
  private final String namespace;
  private final InventoryStore inventories;
  private final ServiceObjects objects;
  private final Apply apply;
  private final Deletion deletion;
  private final Logs logs;
  private final Metrics metrics;
  private final Terminals terminals;
  private final UnknownKinds unknownKinds;

  FabricKube(FabricApi api, String namespace, Optional<NodeFolders> folders) {
    this.api = api;
    this.namespace = namespace;
    this.inventories = new InventoryStore(api, namespace);
    this.objects = new ServiceObjects(api, inventories, namespace);
    LiveObjects live = new LiveObjects(api);
    ResourceTypes types = new ResourceTypes(api);
    this.unknownKinds = new UnknownKinds(types);
    DesiredObjects desired = new DesiredObjects(types, api.json(), namespace);
    ObjectSender sender = new ObjectSender(api, folders.map(made -> new VolumeAhead(api, made)));
    this.apply = new Apply(api, desired, inventories, live, new Namespace(api, namespace), sender);
    this.deletion = new Deletion(api, inventories, live, objects);
    this.logs = new Logs(api, namespace);
    this.metrics = new Metrics(api, namespace);
    this.terminals = new Terminals(api.session(), namespace);
  }

  @Override
  public Applied apply(String service, List<Manifest> manifests)
      throws ApplyRefused, InterruptedException {
    try {
      return apply.run(service, manifests);
    } catch (ApiError e) {
      throw unexpected(e);
    }
  }

  @Override
  public List<String> difference(String service, List<Manifest> manifests)
      throws InterruptedException {
    try {
      return apply.plan(service, manifests).sentences();
    } catch (ApplyRefused e) {
      return List.of(e.getMessage());
    } catch (ApiError e) {
      throw unexpected(e);
    }
  }

  @Override
  public List<Manifest> unknownKinds(List<Manifest> manifests) throws InterruptedException {
    return unknownKinds.of(manifests);
  }

  @Override
  public List<String> installed() throws InterruptedException {
    try {
      return inventories.services();
    } catch (ApiError e) {
      throw unexpected(e);
    }
  }

  @Override
  public void delete(String service, Removal removal) throws InterruptedException {
    try {
      deletion.run(service, removal);
    } catch (ApiError e) {
      throw unexpected(e);
    }
  }

  @Override
  public int restart(String service) throws InterruptedException {
    try {
      return new Restart(api, objects).run(service, Instant.now());
    } catch (ApiError e) {
      throw unexpected(e);
    }
  }

  @Override
  public ServiceView view(String service) throws InterruptedException {
    try {
      return new ServiceReading(api, objects, namespace).of(service);
    } catch (ApiError e) {
      throw unexpected(e);
    }
  }

  @Override
  public Map<String, Use> usage() throws InterruptedException {
    try {
      return metrics.now();
    } catch (ApiError | Failure unknown) {
      return Map.of();
    }
  }

  @Override
  public List<String> claims(String service) throws InterruptedException {
    try {
      return objects.claims(service);
    } catch (ApiError e) {
      throw unexpected(e);
    }
  }

  @Override
  public Subscription watch(ObservationListener observer) {
    return new ObservationWatch(api, namespace, observer);
  }

  @Override
  public ExecOutcome exec(
      String pod,
      Optional<String> container,
      List<String> command,
      Consumer<String> eachLine,
      Duration limit)
      throws IOException, InterruptedException {
    return new Exec(api.session(), namespace).run(pod, container, command, eachLine, limit);
  }

  @Override
  public ExecOutcome exec(
      String pod, Optional<String> container, List<String> command, InputStream in, Duration limit)
      throws IOException, InterruptedException {
    return new Exec(api.session(), namespace).run(pod, container, command, in, limit);
  }

  @Override
  public Terminal terminal(String pod, String container, Terminal.Size size)
      throws IOException, InterruptedException {
    return terminals.open(pod, container, size);
  }

  @Override
  public Tunnel connect(String pod, int port) throws IOException {
    TunnelSocket tunnel = new TunnelSocket(pod, port);
    String path = "/api/v1/namespaces/" + namespace + "/pods/" + pod + "/portforward?ports=" + port;
    try {
      api.session().webSocket(path, "v4.channel.k8s.io", tunnel, CONNECT_LIMIT);
      return tunnel;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  @Override
  public Subscription followLogs(
      String pod, String container, Supplier<LogStart> start, Consumer<LogRecord> eachLine) {
    return logs.follow(pod, container, start, eachLine);
  }

  @Override
  public List<String> lastLogs(String pod, String container, boolean previous, int lines)
      throws InterruptedException {
    return logs.last(pod, container, previous, lines);
  }

  @Override
  public List<LogRecord> pastLogs(
      String pod, String container, boolean previous, Optional<Instant> since, int most)
      throws InterruptedException {
    return logs.past(pod, container, previous, since, most);
  }

  @Override
  public void close() {
    terminals.close();
    api.close();
  }

  private Failure unexpected(ApiError e) {
    return Failure.failed(
        "the Kubernetes API server refused a question: " + e.getMessage(),
        e.forbidden()
            ? "see whether the user of this context may do it: kubectl auth can-i --list"
            : "run the command again");
  }
}
