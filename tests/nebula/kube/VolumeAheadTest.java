package nebula.kube;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Volumes that are made before a claim asks for them.
class VolumeAheadTest {
  private static final String FOLDER = "/var/lib/rancher/k3s/storage/default_data";

  @TempDir Path folder;
  private FakeCluster cluster;
  private VolumeAhead volumes;
  private final List<String> folders = Collections.synchronizedList(new ArrayList<>());
  private boolean foldersCanBeMade = true;

  @BeforeEach
  void start() throws IOException {
    cluster = new FakeCluster(folder);
    volumes =
        new VolumeAhead(
            cluster.api(),
            path -> {
              folders.add(path);
              return foldersCanBeMade;
            });
    cluster.server.put(node("one"));
  }

  @AfterEach
  void stop() {
    cluster.close();
  }

  @Test
  void makesAVolumeThatTheProvisionerWillDeleteWithItsClaim() throws Exception {
    assertTrue(volumes.prepare(claim("storageClassName: local-path")));

    JsonNode volume = cluster.server.all("PersistentVolume").getFirst();
    assertEquals("default-data", volume.at("/metadata/name").asString());
    assertEquals(
        "rancher.io/local-path",
        volume.at("/metadata/annotations").path("pv.kubernetes.io/provisioned-by").asString());
    assertEquals("Delete", volume.at("/spec/persistentVolumeReclaimPolicy").asString());
    assertEquals("data", volume.at("/spec/claimRef/name").asString());
    assertEquals("1Gi", volume.at("/spec/capacity/storage").asString());
    assertEquals(FOLDER, volume.at("/spec/hostPath/path").asString());
    assertEquals(List.of(FOLDER), folders);
  }

  @Test
  void leavesOtherStorageToItsProvisioner() throws Exception {
    assertEquals(false, volumes.prepare(claim("storageClassName: fast")));
    assertEquals(false, volumes.prepare(claim("volumeMode: Block")));
    assertEquals(false, volumes.prepare(claim("volumeName: mine")));
    assertEquals(List.of(), cluster.server.all("PersistentVolume"));
    assertEquals(List.of(), folders);
  }

  @Test
  void leavesAClaimThatIsThereAlone() throws Exception {
    cluster.server.put(
        """
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: {name: data}
        spec: {}
        """);

    assertEquals(false, volumes.prepare(claim("")));
    assertEquals(List.of(), cluster.server.all("PersistentVolume"));
  }

  @Test
  void doesNothingOnAClusterOfSeveralNodes() throws Exception {
    cluster.server.put(node("two"));

    assertEquals(false, volumes.prepare(claim("")));
    assertEquals(List.of(), folders);
  }

  @Test
  void makesNoVolumeWithoutItsFolder() throws Exception {
    foldersCanBeMade = false;

    assertEquals(false, volumes.prepare(claim("")));
    assertEquals(List.of(), cluster.server.all("PersistentVolume"));
  }

  @Test
  void knowsTheClaimsOfAStatefulSetsTemplates() {
    String set =
        """
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: {name: db, namespace: default}
        spec:
          replicas: 2
          selector: {matchLabels: {app: db}}
          volumeClaimTemplates:
          - metadata: {name: data, labels: {nebula.dev/service: store}}
            spec: {accessModes: [ReadWriteOnce]}
        """;
    Desired desired = desired("StatefulSet", "db", set);

    List<Claim> claims = Claim.of(desired);

    assertEquals(List.of("data-db-0", "data-db-1"), claims.stream().map(Claim::name).toList());
    assertEquals(Map.of("nebula.dev/service", "store", "app", "db"), claims.getFirst().labels());
  }

  private static Claim claim(String line) {
    String claim =
        """
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: {name: data, namespace: default}
        spec:
          accessModes: [ReadWriteOnce]
          resources: {requests: {storage: 1Gi}}
          %s
        """
            .formatted(line);
    return Claim.of(desired("PersistentVolumeClaim", "data", claim)).getFirst();
  }

  private static Desired desired(String kind, String name, String yaml) {
    JsonValue tree = new JsonValue(new org.yaml.snakeyaml.Yaml().load(yaml));
    ResourceType type = new ResourceType("v1", kind, "plural", true);
    nebula.model.Position place = new nebula.model.Position(Path.of("k8s.yaml"), 1, 1);
    return new Desired(kind + " " + name, place, type, "/c", name, tree, "", "hash");
  }

  private static String node(String name) {
    return """
    apiVersion: v1
    kind: Node
    metadata: {name: %1$s, labels: {kubernetes.io/hostname: %1$s}}
    """
        .formatted(name);
  }
}
