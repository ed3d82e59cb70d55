package nebula.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import nebula.rehearsal.LogBook.Place;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The real client against the fake server: what the client's own mock cannot do is done here.
class FakeApiServerTest {
  private static final long LIMIT_SECONDS = 10;

  /// What a server that writes head and body of an answer apart pays each time.
  private static final Duration DELAYED_ACKNOWLEDGEMENT = Duration.ofMillis(40);

  private static final String DEPLOYMENT =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: web
        labels: {app: web, tier: front}
      spec:
        selector: {matchLabels: {app: web}}
        template:
          metadata: {labels: {app: web}}
          spec:
            containers:
            - name: web
              image: web:1
              env:
              - {name: A, value: "1"}
              - {name: B, value: "2"}
              ports: [{containerPort: 80}]
      """;

  private final FakeApiServer server = FakeApiServer.start();
  private final KubernetesClient client =
      new KubernetesClientBuilder()
          .withHttpClientFactory(new JdkHttpClientFactory())
          .withConfig(
              new ConfigBuilder()
                  .withAutoConfigure(false)
                  .withMasterUrl(server.url())
                  .withNamespace("default")
                  .build())
          .build();

  @AfterEach
  void close() {
    client.close();
    server.close();
  }

  @Test
  void createsAnObjectThatIsAppliedForTheFirstTime() {
    Deployment made = apply(DEPLOYMENT);

    assertEquals(1L, made.getMetadata().getGeneration());
    assertFalse(made.getMetadata().getUid().isBlank());
    assertEquals(1, made.getSpec().getReplicas(), "the server's default");
    assertEquals("nebula", made.getMetadata().getManagedFields().getFirst().getManager());
    assertEquals(
        List.of("PATCH /apis/apps/v1/namespaces/default/deployments/web"),
        server.writes().stream().map(ReceivedRequest::toString).toList());
    assertTrue(server.writes().getFirst().query().contains("fieldManager=nebula"));
  }

  @Test
  void keepsTheVersionWhenTheSameIsAppliedAgain() {
    String first = apply(DEPLOYMENT).getMetadata().getResourceVersion();

    assertEquals(first, apply(DEPLOYMENT).getMetadata().getResourceVersion());
  }

  @Test
  void raisesTheGenerationWhenTheSpecificationChanges() {
    apply(DEPLOYMENT);

    Deployment changed = apply(DEPLOYMENT.replace("web:1", "web:2"));

    assertEquals(2L, changed.getMetadata().getGeneration());
    assertEquals("web:2", container(changed).getImage());
  }

  @Test
  void takesAwayWhatTheManagerNoLongerSends() {
    apply(DEPLOYMENT);

    Deployment changed =
        apply(
            DEPLOYMENT
                .replace(", tier: front", "")
                .replace("        - {name: B, value: \"2\"}\n", ""));

    assertEquals(Map.of("app", "web"), changed.getMetadata().getLabels());
    assertEquals(
        List.of("A"), container(changed).getEnv().stream().map(env -> env.getName()).toList());
  }

  @Test
  void keepsWhatAnotherManagerAdded() {
    apply(DEPLOYMENT);
    client
        .apps()
        .deployments()
        .withName("web")
        .edit(deployment -> {
          deployment.getMetadata().setAnnotations(Map.of("note", "mine"));
          return deployment;
        });

    Deployment changed = apply(DEPLOYMENT.replace("web:1", "web:2"));

    assertEquals(Map.of("note", "mine"), changed.getMetadata().getAnnotations());
  }

  @Test
  void refusesToOverwriteAnotherManagersValueUnlessForced() {
    apply(DEPLOYMENT);
    HasMetadata other = load(DEPLOYMENT.replace("web:1", "web:2"));

    KubernetesClientException refused =
        assertThrows(
            KubernetesClientException.class,
            () -> client.resource(other).fieldManager("other").serverSideApply());

    assertEquals(409, refused.getCode());
    assertTrue(
        refused
            .getMessage()
            .contains(
                "Apply failed with 1 conflict: conflict with \"nebula\":"
                    + " .spec.template.spec.containers[name=\"web\"].image"),
        refused.getMessage());
    client.resource(other).fieldManager("other").forceConflicts().serverSideApply();
    assertEquals("web:2", container(client.apps().deployments().withName("web").get()).getImage());
  }

  @Test
  void answersInTheServersWords() {
    assertNull(client.pods().withName("none").get());
    KubernetesClientException bad =
        assertThrows(
            KubernetesClientException.class,
            () -> client.resource(configMap("Bad_Name", "1")).serverSideApply());
    client.resource(configMap("twice", "1")).create();
    KubernetesClientException twice =
        assertThrows(
            KubernetesClientException.class,
            () -> client.resource(configMap("twice", "1")).create());

    assertEquals(422, bad.getCode());
    assertEquals("metadata.name", bad.getStatus().getDetails().getCauses().getFirst().getField());
    assertTrue(
        bad.getStatus()
            .getMessage()
            .startsWith("ConfigMap \"Bad_Name\" is invalid: metadata.name"));
    assertEquals("configmaps \"twice\" already exists", twice.getStatus().getMessage());
  }

  @Test
  void refusesWhatATestWantsRefused() {
    server.refuse(object ->
        object.path("kind").asString("").equals("Deployment")
            ? Optional.of("spec.replicas: Invalid value: -1: must be greater than or equal to 0")
            : Optional.empty());

    KubernetesClientException refused =
        assertThrows(KubernetesClientException.class, () -> apply(DEPLOYMENT));

    assertEquals(
        "Deployment.apps \"web\" is invalid: spec.replicas: Invalid value: -1: must be greater than"
            + " or equal to 0",
        refused.getStatus().getMessage());
    assertTrue(server.all("Deployment").isEmpty());
  }

  @Test
  void saysWhenAnUpdateIsBasedOnAnOldVersion() {
    ConfigMap first = client.resource(configMap("settings", "1")).create();
    client.resource(configMap("settings", "2")).update();

    KubernetesClientException refused =
        assertThrows(
            KubernetesClientException.class,
            () ->
                client
                    .resource(first)
                    .lockResourceVersion(first.getMetadata().getResourceVersion())
                    .update());

    assertEquals(409, refused.getCode());
  }

  @Test
  void selectsByLabelsAndFields() {
    put("Pod", "a", "app: x", "Running");
    put("Pod", "b", "app: y", "Pending");

    assertEquals(List.of("a"), names(client.pods().withLabel("app", "x").list().getItems()));
    assertEquals(
        List.of("a", "b"), names(client.pods().withLabelIn("app", "x", "y").list().getItems()));
    assertEquals(List.of("b"), names(client.pods().withoutLabel("app", "x").list().getItems()));
    assertEquals(
        List.of("b"), names(client.pods().withField("status.phase", "Pending").list().getItems()));
  }

  @Test
  void tellsAWatchOfEachChange() throws InterruptedException {
    BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    try (var _ = client.configMaps().watch(fromNow(), recorder(seen))) {
      client.resource(configMap("settings", "1")).create();
      client.resource(configMap("settings", "2")).update();
      client.configMaps().withName("settings").delete();

      assertEquals("ADDED settings 1", next(seen));
      assertEquals("MODIFIED settings 2", next(seen));
      assertEquals("DELETED settings 2", next(seen));
    }
  }

  @Test
  void tellsAWatchOfWhatComesIntoItsSelectionAndLeavesIt() throws InterruptedException {
    BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    try (var _ = client.configMaps().withLabel("app", "x").watch(fromNow(), recorder(seen))) {
      for (String label : List.of("y", "x", "y")) {
        server.put(
            """
            {"apiVersion": "v1", "kind": "ConfigMap",
             "metadata": {"name": "settings", "labels": {"app": "%s"}}, "data": {"value": "1"}}
            """
                .formatted(label));
      }

      assertEquals("ADDED settings 1", next(seen));
      assertEquals("DELETED settings 1", next(seen));
    }
  }

  @Test
  void saysWhenAWatchComesTooLate() throws InterruptedException {
    BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    ListOptions future = new ListOptionsBuilder().withResourceVersion("99999").build();
    try (var _ = client.configMaps().watch(future, recorder(seen))) {
      String closed = next(seen);

      assertTrue(closed.contains("too old resource version: 99999"), closed);
    }
  }

  @Test
  void feedsAnInformer() throws InterruptedException {
    client.resource(configMap("before", "1")).create();
    BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    try (SharedIndexInformer<ConfigMap> informer =
        client.configMaps().inform(new NamesOfEvents(seen))) {
      assertEquals("added before", next(seen));
      client.resource(configMap("later", "1")).create();
      assertEquals("added later", next(seen));
      client.configMaps().withName("before").delete();
      assertEquals("deleted before", next(seen));
      assertTrue(informer.isWatching());
    }
  }

  @Test
  void deletesWhatTheDeletedOneOwned() {
    Deployment owner = apply(DEPLOYMENT);
    server.put(
        """
        {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web-1", "ownerReferences":
         [{"apiVersion": "apps/v1", "kind": "Deployment", "name": "web", "uid": "%s"}]}}
        """
            .formatted(owner.getMetadata().getUid()));

    client
        .apps()
        .deployments()
        .withName("web")
        .withPropagationPolicy(DeletionPropagation.FOREGROUND)
        .delete();

    assertTrue(server.all("Pod").isEmpty());
    assertTrue(server.all("Deployment").isEmpty());
  }

  @Test
  void onlyMarksAPodThatRunsOnANode() {
    put("Pod", "a", "app: x", "Running", "{nodeName: node-1}");

    client.pods().withName("a").withGracePeriod(5).delete();
    Pod ending = client.pods().withName("a").get();
    client.pods().withName("a").withGracePeriod(0).delete();

    assertFalse(ending.getMetadata().getDeletionTimestamp().isBlank());
    assertEquals(5, ending.getMetadata().getDeletionGracePeriodSeconds());
    assertTrue(server.all("Pod").isEmpty());
  }

  @Test
  void deletesACollection() {
    put("Pod", "a", "app: x", "Running");
    put("Pod", "b", "app: y", "Running");

    client.pods().withLabel("app", "x").delete();

    assertEquals(List.of("b"), names(client.pods().list().getItems()));
  }

  @Test
  void keepsStatusApartFromTheSpecification() {
    Deployment made = apply(DEPLOYMENT);
    made.getMetadata().setManagedFields(null);
    made.getSpec().setReplicas(5);
    made.setStatus(
        new io.fabric8.kubernetes.api.model.apps.DeploymentStatusBuilder()
            .withReadyReplicas(1)
            .build());

    client.resource(made).patchStatus();

    Deployment stored = client.apps().deployments().withName("web").get();
    assertEquals(1, stored.getStatus().getReadyReplicas());
    assertEquals(1, stored.getSpec().getReplicas());
    assertEquals(1L, stored.getMetadata().getGeneration());
  }

  @Test
  void mergesAPatch() {
    client.resource(configMap("settings", "1")).create();

    client
        .configMaps()
        .withName("settings")
        .patch(
            PatchContext.of(PatchType.STRATEGIC_MERGE), "{\"data\":{\"value\":null,\"b\":\"2\"}}");

    assertEquals(Map.of("b", "2"), client.configMaps().withName("settings").get().getData());
  }

  @Test
  void scalesAWorkload() {
    apply(DEPLOYMENT);

    client.apps().deployments().withName("web").scale(3);

    assertEquals(3, client.apps().deployments().withName("web").get().getSpec().getReplicas());
  }

  @Test
  void appliesCustomResourcesOnceTheyAreDefined() {
    client
        .resource(
            load(
                """
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: ships.nebula.dev}
                spec:
                  group: nebula.dev
                  scope: Namespaced
                  names: {plural: ships, singular: ship, kind: Ship}
                  versions: [{name: v1, served: true, storage: true}]
                """))
        .serverSideApply();

    client
        .resource(
            load("apiVersion: nebula.dev/v1\nkind: Ship\nmetadata: {name: one}\nspec: {a: 1}"))
        .serverSideApply();

    assertEquals(
        "one",
        client
            .genericKubernetesResources("nebula.dev/v1", "Ship")
            .list()
            .getItems()
            .getFirst()
            .getMetadata()
            .getName());
  }

  @Test
  void readsLogsWithTheirOptions() {
    put("Pod", "a", "app: x", "Running");
    Place place = new Place("default", "a", "main");
    Instant start = Instant.parse("2026-01-01T00:00:00Z");
    server.logs().write(place, start, "old life");
    server.logs().end(place);
    server.logs().start(place);
    server.logs().write(place, start.plusSeconds(1), "one");
    server.logs().write(place, start.plusSeconds(2), "two");

    var pod = client.pods().withName("a");
    assertEquals("one\ntwo\n", pod.getLog());
    assertEquals("two\n", pod.tailingLines(1).getLog());
    assertEquals("two\n", pod.sinceTime("2026-01-01T00:00:02Z").getLog());
    assertEquals("2026-01-01T00:00:01Z one\n", pod.usingTimestamps().getLog().split("(?<=\n)")[0]);
    assertEquals("old life\n", pod.terminated().getLog());
  }

  @Test
  void followsALogUntilTheContainerEnds() throws Exception {
    put("Pod", "a", "app: x", "Running");
    Place place = new Place("default", "a", "main");
    server.logs().write(place, Instant.EPOCH, "one");

    try (var watch = client.pods().withName("a").watchLog();
        var reader =
            new BufferedReader(new InputStreamReader(watch.getOutput(), StandardCharsets.UTF_8))) {
      assertEquals("one", reader.readLine());
      server.logs().write(place, Instant.EPOCH, "two");
      assertEquals("two", reader.readLine());
      server.logs().end(place);
      assertNull(reader.readLine());
    }
  }

  @Test
  void saysWhyThereIsNoLogYet() {
    put("Pod", "a", "app: x", "Pending");

    KubernetesClientException refused =
        assertThrows(
            KubernetesClientException.class, () -> client.pods().withName("a").getLog(true));

    assertTrue(
        refused
            .getMessage()
            .contains("container \"main\" in pod \"a\" is waiting to start: ContainerCreating"),
        refused.getMessage());
  }

  @Test
  void answersWithoutTheDelayOfSmallPackets() {
    client.resource(configMap("settings", "1")).create();
    client.configMaps().withName("settings").get();
    long shortest = Long.MAX_VALUE;
    for (int round = 0; round < 20; round++) {
      long start = System.nanoTime();
      client.configMaps().withName("settings").get();
      shortest = Math.min(shortest, System.nanoTime() - start);
    }

    Duration best = Duration.ofNanos(shortest);
    assertTrue(best.compareTo(DELAYED_ACKNOWLEDGEMENT) < 0, "the quickest took " + best);
  }

  private Deployment apply(String yaml) {
    return (Deployment) client.resource(load(yaml)).fieldManager("nebula").serverSideApply();
  }

  private HasMetadata load(String yaml) {
    return client
        .load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
        .items()
        .getFirst();
  }

  private void put(String kind, String name, String label, String phase) {
    put(kind, name, label, phase, "{containers: [{name: main}]}");
  }

  private void put(String kind, String name, String label, String phase, String spec) {
    server.put(
        "apiVersion: v1\nkind: %s\nmetadata: {name: %s, labels: {%s}}\nspec: %s\nstatus: {phase: %s}"
            .formatted(kind, name, label, spec, phase));
  }

  private static ConfigMap configMap(String name, String value) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withName(name)
        .endMetadata()
        .withData(Map.of("value", value))
        .build();
  }

  private static io.fabric8.kubernetes.api.model.Container container(Deployment deployment) {
    return deployment.getSpec().getTemplate().getSpec().getContainers().getFirst();
  }

  private static List<String> names(List<? extends HasMetadata> objects) {
    return objects.stream().map(object -> object.getMetadata().getName()).toList();
  }

  /// A watch from this version on misses nothing, whenever its request comes.
  private ListOptions fromNow() {
    String version = client.configMaps().list().getMetadata().getResourceVersion();
    return new ListOptionsBuilder().withResourceVersion(version).build();
  }

  private static String next(BlockingQueue<String> seen) throws InterruptedException {
    return seen.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
  }

  private static Watcher<ConfigMap> recorder(BlockingQueue<String> seen) {
    return new Watcher<>() {
      @Override
      public void eventReceived(Action action, ConfigMap map) {
        seen.add(action + " " + map.getMetadata().getName() + " " + map.getData().get("value"));
      }

      @Override
      public void onClose(WatcherException cause) {
        seen.add("closed " + cause);
      }
    };
  }

  private record NamesOfEvents(BlockingQueue<String> seen)
      implements io.fabric8.kubernetes.client.informers.ResourceEventHandler<ConfigMap> {
    @Override
    public void onAdd(ConfigMap map) {
      seen.add("added " + map.getMetadata().getName());
    }

    @Override
    public void onUpdate(ConfigMap before, ConfigMap after) {
      seen.add("updated " + after.getMetadata().getName());
    }

    @Override
    public void onDelete(ConfigMap map, boolean unknown) {
      seen.add("deleted " + map.getMetadata().getName());
    }
  }
}
