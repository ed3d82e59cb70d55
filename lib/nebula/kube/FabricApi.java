package nebula.kube;

import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.RequestConfig;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import nebula.model.Failure;

/// Asks the API server, by paths such as `/api/v1/namespaces/default/pods/web`. Asks again when the
/// connection breaks or the server is busy, until a question's limit: all of them may be asked
/// twice without harm.
final class FabricApi implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  /// Admission webhooks may take this long.
  private static final Duration WEBHOOK_LIMIT = Duration.ofSeconds(30);

  private static final int LONGEST_GAP_MILLIS = 1000;

  /// Server-side apply; a field that the kind does not have is refused.
  private static final PatchContext APPLY =
      new PatchContext.Builder()
          .withPatchType(PatchType.SERVER_SIDE_APPLY)
          .withFieldManager(Labels.NEBULA)
          .withForce(true)
          .withFieldValidation("Strict")
          .build();

  private final FabricSession session;
  private final Duration limit;

  FabricApi(FabricSession session) {
    this(session, LIMIT);
  }

  /// @param limit for all attempts of one question together
  FabricApi(FabricSession session, Duration limit) {
    this.session = session;
    this.limit = limit;
  }

  /// How to open what is not asked once: streams and WebSockets.
  FabricSession session() {
    return session;
  }

  KubernetesSerialization json() {
    return session.json();
  }

  /// Empty when it is not there.
  Optional<ApiObject> get(String path) throws ApiError, InterruptedException {
    return read(path).map(ApiObject::new);
  }

  boolean exists(String path) throws ApiError, InterruptedException {
    return get(path).isPresent();
  }

  /// @param selector of labels; empty for all
  List<ApiObject> list(String collection, String selector) throws ApiError, InterruptedException {
    return read(collection + Selector.ofLabels(selector)).map(ApiObject::all).orElse(List.of());
  }

  /// Any answer in JSON; empty when what is asked for is not there. fabric8 gives it as text: its
  /// objects, even the generic ones, cost a start 0.15 s of processor time.
  Optional<JsonValue> read(String path) throws ApiError, InterruptedException {
    return text(path).map(text -> new JsonValue(json().unmarshal(text, Object.class)));
  }

  Optional<String> text(String path) throws ApiError, InterruptedException {
    try {
      return Optional.ofNullable(ask(client -> client.raw(path)));
    } catch (ApiError refused) {
      // fabric8 keeps no more of the server's words than "Forbidden".
      throw new ApiError(
          refused.code(), refused.getMessage() + " (" + path + ")", refused.details());
    }
  }

  /// @return what is stored now
  ApiObject apply(String path, String json) throws ApiError, InterruptedException {
    ApiPath parsed = ApiPath.of(path);
    GenericKubernetesResource addressed = new GenericKubernetesResource();
    addressed.setMetadata(
        new ObjectMetaBuilder()
            .withName(parsed.name())
            .withNamespace(parsed.namespace().isEmpty() ? null : parsed.namespace())
            .build());
    GenericKubernetesResource stored =
        ask(client -> in(patient(client), parsed).resource(addressed).patch(APPLY, json));
    return new ApiObject(new JsonValue(json().convertValue(stored, Object.class)));
  }

  /// Changes only what the merge patch names.
  void merge(String path, String json) throws ApiError, InterruptedException {
    ApiPath parsed = ApiPath.of(path);
    PatchContext merge = PatchContext.of(PatchType.JSON_MERGE);
    ask(client -> in(client, parsed).withName(parsed.name()).patch(merge, json));
  }

  /// Deletes the object, whether it is there or not; what it owns goes after it.
  void delete(String path) throws ApiError, InterruptedException {
    ApiPath parsed = ApiPath.of(path);
    ask(client ->
        in(client, parsed)
            .withName(parsed.name())
            .withPropagationPolicy(DeletionPropagation.BACKGROUND)
            .delete());
  }

  void deleteAll(String collection, String selector) throws ApiError, InterruptedException {
    ApiPath parsed = ApiPath.of(collection);
    ask(client ->
        in(client, parsed)
            .withLabelSelector(selector)
            .withPropagationPolicy(DeletionPropagation.BACKGROUND)
            .delete());
  }

  /// @throws ApiError when the server refuses
  /// @throws Failure when it does not answer within the limit
  <T> T ask(Function<KubernetesClient, T> question) throws ApiError, InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    for (int gap = 50; ; gap = Math.min(2 * gap, LONGEST_GAP_MILLIS)) {
      RuntimeException trouble;
      try {
        return question.apply(session.client());
      } catch (KubernetesClientException e) {
        throwIfInterrupted(e);
        if (e.getCode() > 0 && (isOver(end, gap) || !ApiError.of(e).passing())) {
          throw ApiError.of(e);
        }
        trouble = e;
      } catch (IllegalStateException | RejectedExecutionException e) {
        // The client was closed: for good, or because another one takes its place.
        trouble = e;
      }
      if (isOver(end, gap) || session.isClosed()) {
        throw unreachable(trouble);
      }
      TimeUnit.MILLISECONDS.sleep(gap);
    }
  }

  private static boolean isOver(long end, int gap) {
    return System.nanoTime() + gap * 1_000_000L > end;
  }

  @Override
  public void close() {
    session.close();
  }

  private static KubernetesClient patient(KubernetesClient client) {
    RequestConfig patient =
        new RequestConfigBuilder(client.getConfiguration().getRequestConfig())
            .withRequestTimeout((int) WEBHOOK_LIMIT.toMillis())
            .build();
    return client.newClient(patient).adapt(KubernetesClient.class);
  }

  private static NonNamespaceOperation<
          GenericKubernetesResource,
          GenericKubernetesResourceList,
          Resource<GenericKubernetesResource>>
      in(KubernetesClient client, ApiPath path) {
    MixedOperation<
            GenericKubernetesResource,
            GenericKubernetesResourceList,
            Resource<GenericKubernetesResource>>
        all = client.genericKubernetesResources(path.type());
    return path.namespace().isEmpty() ? all : all.inNamespace(path.namespace());
  }

  private static void throwIfInterrupted(Throwable trouble) throws InterruptedException {
    for (Throwable cause = trouble; cause != null; cause = cause.getCause()) {
      if (cause instanceof InterruptedException) {
        Thread.interrupted();
        throw new InterruptedException();
      }
    }
  }

  private Failure unreachable(RuntimeException e) throws InterruptedException {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String text =
        cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    // That fabric8's client is closed says what was done about it, not what is wrong.
    String why = cause instanceof IllegalStateException ? "the connection was silent" : text;
    return Failure.machineLacks(
        "the Kubernetes API server at " + session.server() + " does not answer: " + why,
        "see with `docker ps` whether the cluster runs; ./jbang up.java starts it");
  }
}
