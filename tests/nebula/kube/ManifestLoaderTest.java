package nebula.kube;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import nebula.model.Position;
import nebula.model.Service;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What good manifests become.
class ManifestLoaderTest {
  private static final String EVERY_VALUE =
      """
      apiVersion: example.com/v1
      kind: Thing
      metadata: {name: a.b, labels: {app: "1"}, annotations: {x: ""}}
      spec:
        words: [no, yes, on, 010, 0x1F, 1_000, 2020-01-01, "7", 'true', null, ~, .5.]
        numbers: [0, -7, 2147483648, 123456789012345678901234567890, 1.5, 1e3, -2.5E-3]
        truths: [true, false]
        nothing:
        80: a number as a key
        folded: >-
          one
          line
        shared: &s {a: 1}
        again: *s
      """;

  @TempDir Path root;
  private ManifestFiles files;
  private ManifestLoader loader;

  @BeforeEach
  void setUp() {
    files = new ManifestFiles(root);
    loader = new ManifestLoader("default");
  }

  private List<String> titles(Service service) {
    return loader.load(service).stream().map(Manifest::title).toList();
  }

  @Test
  void documentsOfAllFilesComeInTheirOrderWithTheirPlaces() {
    Service service =
        files.service(
            "a",
            "# a comment\n\n"
                + ManifestFiles.DEPLOYMENT
                + "---\n\n---\napiVersion: v1\nkind: Secret\nmetadata: {name: s}\n",
            "  {apiVersion: v1, kind: Service, metadata: {name: web}}");

    List<Manifest> manifests = loader.load(service);

    assertEquals(
        List.of("Deployment web", "Secret s", "Service web"),
        manifests.stream().map(Manifest::title).toList());
    assertEquals(
        List.of(
            new Position(service.manifests().get(0), 3, 1),
            new Position(service.manifests().get(0), 15, 1),
            new Position(service.manifests().get(1), 1, 3)),
        manifests.stream().map(Manifest::position).toList());
  }

  @Test
  void aListIsTakenApart() {
    Service service =
        files.service(
            "a",
            """
            apiVersion: v1
            kind: List
            items:
              - {apiVersion: v1, kind: Secret, metadata: {name: a}}
              - apiVersion: v1
                kind: ConfigMapList
                items:
                  - {apiVersion: v1, kind: ConfigMap, metadata: {name: b}}
            """);

    assertEquals(List.of("Secret a", "ConfigMap b"), titles(service));
  }

  @Test
  void valuesAreWhatFabric8MakesOfThem() {
    KubernetesSerialization fabric8 = new KubernetesSerialization();
    HasMetadata read = loader.load(files.service("a", EVERY_VALUE)).getFirst().object();

    Map<?, ?> expected =
        fabric8.unmarshal(fabric8.asJson(fabric8.<Object>unmarshal(EVERY_VALUE)), Map.class);

    assertEquals(expected, fabric8.unmarshal(fabric8.asJson(read), Map.class));
  }

  @Test
  void kindsThatOnlyTheClusterKnowsAreTaken() {
    assertEquals(
        List.of("Certificate a", "VolumeSnapshot b", "VolumeAttributesClass c"),
        titles(
            files.service(
                "a",
                """
                apiVersion: cert-manager.io/v1
                kind: Certificate
                metadata: {name: a}
                spec: {any: [thing]}
                """,
                """
                apiVersion: snapshot.storage.k8s.io/v1
                kind: VolumeSnapshot
                metadata: {name: b}
                ---
                apiVersion: storage.k8s.io/v1alpha1
                kind: VolumeAttributesClass
                metadata: {name: c}
                """)));
  }

  @Test
  void oneNameMayBeOfTwoKindsAndAServiceMayBeLoadedAgain() {
    Service service =
        files.service(
            "a", ManifestFiles.DEPLOYMENT, "apiVersion: v1\nkind: Service\nmetadata: {name: web}");

    assertEquals(titles(service), titles(service));
  }

  @Test
  void theProjectsOwnNamespaceMayBeSaid() {
    assertEquals(
        List.of("Secret a"),
        titles(
            files.service(
                "a", "apiVersion: v1\nkind: Secret\nmetadata: {name: a, namespace: default}")));
  }

  @Test
  void fieldsWhoseNamesAreWordsOfJavaAndEitherNumberOrTextAreTaken() {
    assertEquals(
        List.of("LimitRange a", "Service b", "Role system:c"),
        titles(
            files.service(
                "a",
                """
                apiVersion: v1
                kind: LimitRange
                metadata: {name: a}
                spec: {limits: [{type: Container, default: {cpu: 1, memory: 1Gi}}]}
                ---
                apiVersion: v1
                kind: Service
                metadata: {name: b}
                spec: {ports: [{port: 80, targetPort: 80}, {port: 81, targetPort: http}]}
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: Role
                metadata: {name: "system:c"}
                rules: [{apiGroups: [""], resources: [pods], verbs: [get]}]
                """)));
  }

  @Test
  void aStatusCopiedFromTheClusterAndAByteOrderMarkAreNoMistakes() {
    assertEquals(
        List.of("Deployment web"),
        titles(files.service("a", "\uFEFF" + ManifestFiles.DEPLOYMENT + "status: {foo: 1}\n")));
  }

  @Test
  void aScalarOfAMegabyteIsRead() {
    String text = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {a: ";

    assertEquals(
        List.of("ConfigMap a"), titles(files.service("a", text + "x".repeat(1_000_000) + "}")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "busybox",
        "a/b_c/d-e:V1.2_x",
        "localhost/a",
        "Registry.Corp.example:5443/team/app:1",
        "[::1]:5000/a:1",
        "busybox:1@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
      })
  void anImageThatDockerTakesIsTaken(String image) {
    String text = ManifestFiles.DEPLOYMENT.replace("web:1", image);

    List<Manifest> manifests = new ManifestLoader("default").load(files.service("a", text));

    assertEquals(List.of(image), manifests.getFirst().images());
  }

  @Test
  void imagesAreThoseOfThePodsWhateverTheKind() {
    Service service =
        files.service(
            "a",
            """
            apiVersion: batch/v1
            kind: CronJob
            metadata: {name: a}
            spec:
              schedule: "* * * * *"
              jobTemplate:
                spec:
                  template:
                    spec:
                      initContainers: [{name: i, image: "init:1"}]
                      containers: [{name: m, image: "main:1"}, {name: n, image: "main:1"}, {name: o}]
            """,
            ManifestFiles.DEPLOYMENT,
            "apiVersion: v1\n"
                + "kind: Pod\n"
                + "metadata: {name: p}\n"
                + "spec: {containers: [{name: p, image: 'pod:1'}]}",
            "apiVersion: v1\nkind: Secret\nmetadata: {name: s}");

    assertEquals(
        List.of(List.of("init:1", "main:1"), List.of("web:1"), List.of("pod:1"), List.of()),
        loader.load(service).stream().map(Manifest::images).toList());
  }
}
