package nebula.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nebula.model.Build;
import nebula.model.BuildSecret;
import nebula.model.ClusterSettings;
import nebula.model.DashboardSettings;
import nebula.model.HealthCheck;
import nebula.model.Link;
import nebula.model.LocalProcess;
import nebula.model.Port;
import nebula.model.Position;
import nebula.model.Project;
import nebula.model.RegistrySettings;
import nebula.model.Service;
import nebula.model.SyncRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What good files become.
class ProjectReaderTest {
  @TempDir Path root;

  private ProjectFolder project() {
    return new ProjectFolder(root);
  }

  private Service service(String text) {
    return project()
        .with("services/a/k8s.yaml", "")
        .with("services/a/service.yaml", text)
        .read()
        .services()
        .getFirst();
  }

  @Test
  void everySettingHasADefault() {
    Project project =
        project().withAll("== services/a/k8s.yaml\n== services/a/service.yaml\nname: a\n").read();

    assertEquals(root, project.root());
    assertEquals("default", project.namespace());
    assertEquals(2, project.parallelBuilds());
    assertEquals(List.of(), project.allowContexts());
    assertEquals(DashboardSettings.DEFAULT, project.dashboard());
    assertEquals(
        new ClusterSettings(
            "nebula",
            "rancher/k3s:v1.34.4-k3s1",
            "ghcr.io/k3d-io/k3d-tools:5.9.0",
            "172.29.0.0/16",
            List.of("--disable=traefik,servicelb,metrics-server", "--disable-network-policy")),
        project.cluster());
    assertEquals(
        new RegistrySettings(
            "nebula-registry",
            "registry:2",
            5000,
            List.of("docker.io", "ghcr.io", "quay.io", "registry.k8s.io")),
        project.registry());
  }

  @Test
  void settingsCanBeReadWhateverIsWrongWithAService() {
    project().withAll("== nebula.yaml\nnamespace: other\n== services/a/service.yaml\nnamee: a\n");

    Project settings = new ProjectReader(root).readSettings();

    assertEquals("other", settings.namespace());
    assertEquals(List.of(), settings.services());
  }

  @Test
  void settingsTakeThePlaceOfDefaultsOneByOne() {
    Project project =
        project()
            .withAll("== apps/a/k8s.yaml\n== apps/a/service.yaml\nname: a\n")
            .with(
                "nebula.yaml",
                """
                namespace: team-a
                cluster: {name: other, k3sArguments: []}
                registry:
                  image: "localhost:5001/distribution/registry:3.0@sha256:ab"
                  port: 5001
                  mirrors: [docker.io, "localhost:5002"]
                dashboard: {port: 10351, allowHosts: [nebula.test], logMegabytes: 64}
                allowContexts: [kind-dev]
                parallelBuilds: 5
                services: [apps]
                """)
            .read();

    assertEquals("team-a", project.namespace());
    assertEquals(5, project.parallelBuilds());
    assertEquals("k3d-other", project.cluster().context());
    assertEquals("rancher/k3s:v1.34.4-k3s1", project.cluster().image());
    assertEquals(List.of(), project.cluster().k3sArguments());
    assertEquals("127.0.0.1:5001", project.registry().hostAddress());
    assertEquals(new DashboardSettings(10351, List.of("nebula.test"), 64), project.dashboard());
    assertEquals(List.of("docker.io", "localhost:5002"), project.registry().mirrors());
    assertEquals(List.of("kind-dev"), project.allowContexts());
    assertEquals("a", project.services().getFirst().name());
  }

  @Test
  void aServiceWithEveryKey() {
    project()
        .with("apps/worker/Dockerfile", "")
        .with("apps/worker/src/main.ts", "")
        .with("services/b/k8s.yaml", "")
        .with("services/b/service.yaml", "name: b");
    Service service =
        service(
            """
            # the worker
            name: nebula-worker
            group: infra
            manifests: [k8s.yaml]
            dependsOn: [b]
            image:
              name: nebula-worker
              context: ../..
              dockerfile: ../../apps/worker/Dockerfile
            sync:
              - {from: ../../apps/worker/src, to: /app/src, run: [npm ci, [echo, "a b"]], restart: true}
            ports: [8082, {local: 8081, remote: 8080, name: health}]
            health: {http: /health, port: 8081}
            links: [{name: Page, url: "http://localhost:8080"}]
            """);

    Path file = root.resolve("services/a/service.yaml");
    assertEquals(
        new Service(
            "nebula-worker",
            "infra",
            new Position(file, 2, 7),
            List.of(root.resolve("services/a/k8s.yaml")),
            List.of("b"),
            List.of(
                new Port(8082, 8082, Optional.empty(), new Position(file, 12, 9)),
                new Port(8081, 8080, Optional.of("health"), new Position(file, 12, 15))),
            List.of(new HealthCheck.Http("/health", 8081, 200)),
            List.of(new Link("Page", URI.create("http://localhost:8080"))),
            Optional.of(
                Build.of(
                    "nebula-worker",
                    root,
                    root.resolve("apps/worker/Dockerfile"),
                    new Position(file, 7, 9))),
            List.of(
                new SyncRule(
                    root.resolve("apps/worker/src"),
                    "/app/src",
                    List.of(List.of("npm", "ci"), List.of("echo", "a b")),
                    true)),
            Optional.empty(),
            List.of()),
        service);
  }

  @Test
  void aBuildTakesWhatItTakesInCompose() {
    Service service =
        project()
            .withAll("== .npmrc\n== services/a/Dockerfile\n== services/a/k8s.yaml\n")
            .with(
                "services/a/service.yaml",
                """
                name: a
                image:
                  name: a
                  target: runtime
                  args: {NODE_ENV: production, LEVEL: 3, EMPTY: ""}
                  secrets:
                    npmrc: {file: ../../.npmrc}
                    token: {environment: NPM_TOKEN}
                  platform: linux/arm64/v8
                """)
            .read()
            .services()
            .getFirst();

    Build build = service.build().orElseThrow();
    assertEquals(Optional.of("runtime"), build.target());
    assertEquals(
        Map.of(
            "NODE_ENV",
            Optional.of("production"),
            "LEVEL",
            Optional.of("3"),
            "EMPTY",
            Optional.of("")),
        build.arguments());
    assertEquals(
        List.of(
            new BuildSecret.InFile("npmrc", root.resolve(".npmrc")),
            new BuildSecret.InEnvironment("token", "NPM_TOKEN")),
        build.secrets());
    assertEquals(Optional.of("linux/arm64/v8"), build.platform());
  }

  @Test
  void argumentsMayBeAListAsInComposeWithNamesOfTheEnvironment() {
    Service service =
        project()
            .withAll("== services/a/Dockerfile\n== services/a/k8s.yaml\n")
            .with(
                "services/a/service.yaml",
                "name: a\nimage: {name: a, args: [A=1, B, 'C=x=y z', D=]}\n")
            .read()
            .services()
            .getFirst();

    assertEquals(
        Map.of(
            "A", Optional.of("1"),
            "B", Optional.empty(),
            "C", Optional.of("x=y z"),
            "D", Optional.of("")),
        service.build().orElseThrow().arguments());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ports: [80, {local: 81, remote: 8080}] | Tcp[port=80], Tcp[port=81]",
        "ports: []                              | ''",
        "ports: [80, 81]\\nhealth: {tcp: 81}     | Tcp[port=81]",
        "ports: [80]\\nhealth: {running: true}   | Running[]",
      })
  void whatSaysNothingOfItsHealthIsAskedAtEachPort(String keys, String health) {
    Service service =
        project()
            .with("services/a/k8s.yaml", "")
            .with("services/a/service.yaml", "name: a\n" + keys.replace("\\n", "\n"))
            .read()
            .services()
            .getFirst();

    assertEquals("[" + health + "]", service.health().toString());
  }

  @Test
  void aLocalProcessNeedsNoManifest() {
    Service service =
        project()
            .with("apps/desktop/package.json", "{}")
            .with(
                "services/desktop/service.yaml",
                "name: desktop\n"
                    + "local: {run: 'pnpm tauri \"a b\"', in: ../../apps/desktop, needs: [pnpm]}")
            .read()
            .services()
            .getFirst();

    assertEquals(List.of(), service.manifests());
    assertEquals(
        Optional.of(
            new LocalProcess(
                List.of("pnpm", "tauri", "a b"), root.resolve("apps/desktop"), List.of("pnpm"))),
        service.local());
  }

  @Test
  void healthChecksOfEveryKind() {
    Service service =
        service(
            """
            name: a
            ports: [7233]
            health:
              - http: /
                expect: 404
              - tcp: 7233
              - grpc: ""
              - {grpc: temporal.api.workflowservice.v1.WorkflowService, port: 7233}
              - exec: [pg_isready, -h, 127.0.0.1]
              - exec: tctl --namespace default workflow list
              - running: true
            """);

    assertEquals(
        List.of(
            new HealthCheck.Http("/", 7233, 404),
            new HealthCheck.Tcp(7233),
            new HealthCheck.Grpc(7233, ""),
            new HealthCheck.Grpc(7233, "temporal.api.workflowservice.v1.WorkflowService"),
            new HealthCheck.Exec(List.of("pg_isready", "-h", "127.0.0.1")),
            new HealthCheck.Exec(List.of("tctl", "--namespace", "default", "workflow", "list")),
            new HealthCheck.Running()),
        service.health());
  }

  @Test
  void wordsOfYaml11StayWords() {
    Service service = service("name: no\ngroup: 010\n");

    assertEquals("no", service.name());
    assertEquals("010", service.group());
  }

  @Test
  void anAnchorIsTheValueThatItNames() {
    Service service = service("name: &n a\ngroup: *n\n");

    assertEquals("a", service.group());
  }

  @Test
  void aByteOrderMarkIsNoMistake() {
    assertEquals("a", service("\uFEFFname: a\n").name());
  }

  @Test
  void aScalarOfAMegabyteIsRead() {
    assertEquals(1_000_000, service("name: a\ngroup: " + "x".repeat(1_000_000)).group().length());
  }

  @Test
  void manifestsAreTheOtherYamlFilesInTheOrderOfTheirNames() {
    project()
        .with("services/a/b.yml", "")
        .with("services/a/a.yaml", "")
        .with("services/a/.hidden.yaml", "")
        .with("services/a/sub/c.yaml", "")
        .with("services/a/README.md", "");

    assertEquals(
        List.of("a.yaml", "b.yml", "k8s.yaml"),
        service("name: a").manifests().stream()
            .map(path -> path.getFileName().toString())
            .toList());
  }

  @Test
  void severalDocumentsAreSeveralServices() {
    Project project =
        project()
            .with("services/t/server.yaml", "")
            .with("services/t/ui.yaml", "")
            .with(
                "services/t/service.yaml",
                """
                name: temporal
                manifests: [server.yaml]
                ---
                name: temporal-ui
                manifests: [ui.yaml]
                dependsOn: [temporal]
                ---
                # nothing more
                """)
            .read();

    assertEquals(
        List.of("temporal", "temporal-ui"),
        project.services().stream().map(Service::name).toList());
  }

  @Test
  void servicesAreFoundAtAnyDepthInAStableOrderAndSomeFoldersAreLeftOut() throws IOException {
    for (String folder : List.of("b", "a/deep/er", "c", ".git/x", "a/node_modules/y")) {
      String name = folder.replaceAll("[^a-z]", "");
      project()
          .with("services/" + folder + "/k8s.yaml", "")
          .with("services/" + folder + "/service.yaml", "name: " + name);
    }
    Files.createSymbolicLink(root.resolve("services/a/loop"), root.resolve("services"));
    Files.createSymbolicLink(root.resolve("services/b/up"), root);
    Files.createSymbolicLink(root.resolve("services/c/gone"), root.resolve("nowhere"));

    assertEquals(
        List.of("adeeper", "b", "c"),
        project().read().services().stream().map(Service::name).toList());
  }

  @Test
  void aProjectInAnArchiveIsReadToo() throws IOException {
    try (var archive =
        java.nio.file.FileSystems.newFileSystem(
            root.resolve("project.zip"), java.util.Map.of("create", "true"))) {
      Project project =
          new ProjectFolder(archive.getPath("/project"))
              .withAll("== services/a/k8s.yaml\n== services/a/service.yaml\nname: a\n")
              .read();

      assertEquals(
          List.of(archive.getPath("/project/services/a/k8s.yaml")),
          project.services().getFirst().manifests());
    }
  }

  @Test
  void thePlaceOfTheAllowedContextsIsKnownWhenTheyAreThere() {
    assertEquals(Optional.empty(), new ProjectReader(root).allowContexts());

    project().with("nebula.yaml", "namespace: a\nallowContexts: [b]\n");

    assertEquals(
        Optional.of(new Position(root.resolve("nebula.yaml"), 2, 16)),
        new ProjectReader(root).allowContexts());
  }
}
