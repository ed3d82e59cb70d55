package nebula.rehearsal;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A Kubernetes API server in this process, on a free port of 127.0.0.1 by plain HTTP: it stores
/// objects, applies server-side, streams watches and logs, and refuses in the real one's words.
/// Nothing happens to the objects by itself: that is the scripted kubelet's part.
public final class FakeApiServer implements AutoCloseable {
  private final HttpServer http;
  private final ExecutorService threads;
  private final ObjectStore store;
  private final ResourceTypes types = new ResourceTypes();
  private final Deletion deletion;
  private final ObjectRequests objects;
  private final LogBook logs = new LogBook();
  private final Map<String, FixedAnswer> fixed = new ConcurrentHashMap<>();
  private final List<ReceivedRequest> requests = new CopyOnWriteArrayList<>();

  private FakeApiServer(HttpServer http, InstantSource clock) {
    this.http = http;
    this.threads = Executors.newVirtualThreadPerTaskExecutor();
    this.store = new ObjectStore(clock);
    this.deletion = new Deletion(store);
    this.objects = new ObjectRequests(store, types, deletion, clock);
    PodLogRequest logRequest = new PodLogRequest(store, logs);
    http.setExecutor(threads);
    http.createContext(
        "/", new ApiHandler(store, types, objects, logRequest, fixed, requests::add));
  }

  public static FakeApiServer start() {
    return start(InstantSource.system());
  }

  /// @param clock gives the times that are written into objects
  public static FakeApiServer start(InstantSource clock) {
    try {
      InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      FakeApiServer server = new FakeApiServer(HttpServer.create(anyPort, 0), clock);
      server.http.start();
      return server;
    } catch (IOException failed) {
      throw new UncheckedIOException("no port of 127.0.0.1 could be opened", failed);
    }
  }

  /// `http://127.0.0.1:PORT`
  public String url() {
    return "http://127.0.0.1:" + http.getAddress().getPort();
  }

  /// Stores an object (JSON or YAML) as it is, with its status; replaces one of that name. No check
  /// is made, and it counts as no request. The namespace is `default` when it names none.
  ///
  /// @return the stored object
  public JsonNode put(String text) {
    ObjectNode object = Json.object(text);
    ResourceType type = typeOf(object.path("apiVersion").asString(""), kindOf(object));
    ObjectNode metadata = Json.child(object, "metadata");
    if (type.namespaced() && !metadata.has("namespace")) {
      metadata.put("namespace", "default");
    }
    ObjectKey key = ObjectKey.of(type, object);
    synchronized (store) {
      if (store.get(key).isEmpty()) {
        return store.create(type, object);
      }
      return store.update(
          key,
          stored -> {
            ObjectNode merged = ((ObjectNode) stored.get("metadata")).setAll(metadata);
            object.set("metadata", merged);
            return object;
          });
    }
  }

  /// The object as it is stored.
  ///
  /// @param kind as in a manifest, such as `Deployment`
  public Optional<JsonNode> get(String kind, String namespace, String name) {
    ResourceType type = types.known(kind);
    ObjectKey key = new ObjectKey(type, type.namespaced() ? namespace : "", name);
    return store.get(key).map(JsonNode.class::cast);
  }

  /// All stored objects of a kind, oldest first.
  public List<JsonNode> all(String kind) {
    return store.list(types.known(kind), "", _ -> true).stream().map(JsonNode.class::cast).toList();
  }

  /// Takes the object and what it owns away at once, as if a node had killed it.
  public void remove(String kind, String namespace, String name) {
    deletion.remove(new ObjectKey(types.known(kind), namespace, name));
  }

  /// From now on objects are refused with 422 when the admission names a reason.
  public void refuse(Admission admission) {
    objects.admit(admission);
  }

  /// From now on this is what a path answers, such as that of a kubelet, which this server has not.
  ///
  /// @param path without query
  public void answer(String path, int code, String json) {
    fixed.put(path, new FixedAnswer(code, json));
  }

  /// From now on the path is answered as it was before {@link #answer}.
  public void answerAgain(String path) {
    fixed.remove(path);
  }

  /// What containers wrote; a test may write more.
  public LogBook logs() {
    return logs;
  }

  /// All requests so far, in the order of arrival; WebSocket handshakes are left out.
  public List<ReceivedRequest> requests() {
    return List.copyOf(requests);
  }

  /// Those that change something, such as `PATCH /apis/apps/v1/…`.
  public List<ReceivedRequest> writes() {
    return requests.stream().filter(ReceivedRequest::writes).toList();
  }

  public void forgetRequests() {
    requests.clear();
  }

  ObjectStore store() {
    return store;
  }

  ResourceTypes types() {
    return types;
  }

  Deletion deletion() {
    return deletion;
  }

  /// Ends open watches too.
  @Override
  public void close() {
    http.stop(0);
    threads.shutdownNow();
  }

  private ResourceType typeOf(String apiVersion, String kind) {
    return types
        .byKind(apiVersion, kind)
        .orElseThrow(
            () -> new IllegalArgumentException("no such kind: " + apiVersion + " " + kind));
  }

  private static String kindOf(JsonNode object) {
    return object.path("kind").asString("");
  }
}
