package nebula.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nebula.config.ProjectReader;
import nebula.kube.Manifest;
import nebula.kube.ManifestLoader;
import nebula.model.HealthCheck;
import nebula.model.LocalProcess;
import nebula.model.Port;
import nebula.model.Project;
import nebula.model.Service;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/// `new`: what it writes is read by the project, and what it refuses leaves nothing.
class NewCommandTest {
  @TempDir Path root;

  private String out = "";
  private String err = "";

  @BeforeEach
  void aProject() throws IOException {
    write("nebula.yaml", "namespace: default");
    write(
        "services/temporal/service.yaml",
        "name: temporal\nports: [7233]\nlocal: {run: temporal server}");
    write("apps/api/Dockerfile", "FROM scratch");
  }

  @Test
  void aPublishedImageWithAPort() {
    assertEquals(0, run("cache", "--image", "valkey/valkey:8.0", "--port", "6390:6379"));

    Service cache = service("cache");
    assertEquals(List.of(new HealthCheck.Tcp(6390)), cache.health());
    assertEquals(6379, cache.ports().getFirst().remote());
    String manifest = text("services/cache/k8s.yaml");
    assertTrue(manifest.contains("image: valkey/valkey:8.0\n"), manifest);
    assertTrue(manifest.contains("- {name: main, containerPort: 6379}"), manifest);
    assertTrue(manifest.contains("tcpSocket: {port: main}"), manifest);
    assertTrue(manifest.contains("enableServiceLinks: false"), manifest);
    assertEquals(List.of("Deployment", "Service"), kinds(cache));
    assertEquals(
        """
        wrote services/cache/service.yaml
        wrote services/cache/k8s.yaml
        next: read both through, then ./jbang up.java; an up that runs takes it in by itself
        """,
        out);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theFirstService(boolean folderIsThere) throws IOException {
    Files.delete(root.resolve("services/temporal/service.yaml"));
    Files.delete(root.resolve("services/temporal"));
    if (!folderIsThere) {
      Files.delete(root.resolve("services"));
    }

    assertEquals(0, run("cache", "--image", "valkey/valkey:8.0"), err);

    assertEquals(List.of("cache"), project().services().stream().map(Service::name).toList());
  }

  @Test
  void theFirstServiceBesideAFileThatIsNone() throws IOException {
    Files.delete(root.resolve("services/temporal/service.yaml"));
    Files.delete(root.resolve("services/temporal"));
    Files.writeString(root.resolve("services/README.md"), "what is started");

    assertEquals(0, run("cache", "--image", "valkey/valkey:8.0"), err);
  }

  @Test
  void anImageThatIsBuiltHere() {
    String dockerfile = root.resolve("apps/api/Dockerfile").toString();
    assertEquals(
        0,
        run(
            "api",
            "--dockerfile",
            dockerfile,
            "--port",
            "8090:80",
            "--port",
            "9090",
            "--health",
            "/health",
            "--depends-on",
            "temporal"));

    Service api = service("api");
    assertEquals(root.resolve("apps/api"), api.build().orElseThrow().context());
    assertEquals(List.of("temporal"), api.dependsOn());
    assertEquals(List.of(new HealthCheck.Http("/health", 8090, 200)), api.health());
    assertEquals(
        List.of(Optional.of("http"), Optional.of("port-9090")),
        api.ports().stream().map(port -> port.name()).toList());
    String manifest = text("services/api/k8s.yaml");
    assertTrue(manifest.contains("image: nebula-registry:5000/api\n"), manifest);
    assertTrue(manifest.contains("httpGet: {path: \"/health\", port: http}"), manifest);
    assertTrue(manifest.contains("- {name: port-9090, port: 9090, targetPort: port-9090}"));
    assertEquals(List.of("Deployment", "Service"), kinds(api));
  }

  @Test
  void aProcessOfThisMachineHasNoManifest() throws IOException {
    Files.createDirectories(root.resolve("apps/site"));
    assertEquals(
        0, run("site", "--local", "sh -c \"pnpm dev\"", "--port", "5173", "--health", "/"));

    LocalProcess local = service("site").local().orElseThrow();
    assertEquals(List.of("sh", "-c", "pnpm dev"), local.command());
    assertEquals(root.resolve("apps/site"), local.folder());
    assertFalse(Files.exists(root.resolve("services/site/k8s.yaml")));
    assertTrue(out.contains("next: read it through"), out);
  }

  @Test
  void whatOnlyAShellUnderstandsIsGivenToOne() {
    assertEquals(0, run("clock", "--local", "while true; do date; done"));

    assertEquals(
        List.of("sh", "-c", "while true; do date; done"),
        service("clock").local().orElseThrow().command());
  }

  @Test
  void aServiceWithoutPortsHasNoServiceObject() {
    assertEquals(0, run("mailer", "--image", "mailer:1"));

    assertEquals(List.of("Deployment"), kinds(service("mailer")));
    assertEquals(List.of(new HealthCheck.Running()), service("mailer").health());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          My_App --image a:1                       | write 'my-app'
          app                                      | --image
          app --image a:1 --local x                | error: --image=IMAGE, --local=COMMAND are mutually
          app --image a:1 --port 99999             | '99999' is no port: write 8080, or 8090:80
          app --image a:1 --port 80:               | '80:' is no port
          app --image a:1 --port 7233              | port 7233 is taken by the service 'temporal' at
          app --image a:1 --port 5000              | port 5000 is taken by the registry (nebula.yaml)
          app --image a:1 --depends-on temporl     | did you mean 'temporal'?
          app --image a:1 --health /               | --health needs a port
          app --image a:1 --port 80 --health ok    | write --health /ok
          app --image A:1                          | 'A:1' is no image's name
          app --dockerfile gone/Dockerfile         | there is no Dockerfile at
          app --local a;b --port 80:81             | opens its port itself
          app --image a:1 --in apps                | --in goes with --local only
          temporal --image a:1                     | services/temporal is there already
          """)
  void badInputIsSaidAndWritesNothing(String arguments, String expected) throws IOException {
    List<Path> before = files();

    assertEquals(2, run(arguments.split(" ")), err);

    assertTrue(err.contains(expected), err);
    assertEquals(before, files());
  }

  @Test
  void whatStandsInTheFolderIsNeverOverwritten() throws IOException {
    write("services/app/notes.txt", "mine");
    write("services/app/service.yaml", "name: app\nlocal: {run: x}");

    assertEquals(2, run("app", "--image", "a:1"));

    assertEquals("name: app\nlocal: {run: x}", text("services/app/service.yaml"));
    assertFalse(Files.exists(root.resolve("services/app/k8s.yaml")));
  }

  @Test
  void aFolderWithNothingInItIsTaken() throws IOException {
    Files.createDirectories(root.resolve("services/app"));

    assertEquals(0, run("app", "--image", "a:1"), err);

    service("app");
  }

  @Test
  void whatIsNoFolderIsNeverTakenAway() throws IOException {
    write("services/app", "mine");
    Path elsewhere = Files.createDirectory(root.resolve("elsewhere"));
    Path link = Files.createSymbolicLink(root.resolve("services/linked"), elsewhere);

    assertEquals(2, run("app", "--image", "a:1"));
    assertTrue(err.contains("services/app is there already"), err);
    assertEquals(2, run("linked", "--image", "a:1"));
    assertTrue(err.contains("services/linked is there already"), err);

    assertEquals("mine", text("services/app"));
    assertTrue(Files.isSymbolicLink(link));
  }

  @Test
  void anEmptyFolderStaysWhenTheRestIsRefused() throws IOException {
    Files.createDirectories(root.resolve("services/app"));

    assertEquals(2, run("app", "--image", "a:1", "--port", "7233"));

    assertTrue(Files.isDirectory(root.resolve("services/app")));
  }

  @Test
  void severalPortsHaveTheirOwnNamesAndLeadToOnePortOnce() {
    assertEquals(
        0,
        run(
            "app", "--image", "a:1", "--port", "8080:80", "--port", "8081:80", "--port", "9001:90",
            "--port", "9002:90"),
        err);

    String manifest = text("services/app/k8s.yaml");
    for (String once :
        List.of(
            "{name: main, containerPort: 80}",
            "{name: port-90, containerPort: 90}",
            "{name: main, port: 80, targetPort: main}",
            "{name: port-90, port: 90, targetPort: port-90}")) {
      assertEquals(2, manifest.split(Pattern.quote(once), -1).length, manifest);
    }
    assertEquals(
        List.of(80, 80, 90, 90), service("app").ports().stream().map(Port::remote).toList());
  }

  @Test
  void aFolderThatTheProjectDoesNotReadIsSaid() throws IOException {
    write("nebula.yaml", "services: [services/temporal]");

    assertEquals(2, run("app", "--image", "a:1"));

    assertTrue(err.contains("in none of the folders that nebula.yaml names"), err);
    assertFalse(Files.exists(root.resolve("services/app")));
  }

  private int run(String... arguments) {
    StringWriter outText = new StringWriter();
    StringWriter errText = new StringWriter();
    CommandLine line = new CommandLine(new NewCommand(() -> root));
    line.setOut(new PrintWriter(outText));
    line.setErr(new PrintWriter(errText));
    int exitCode = Script.run(line, arguments);
    out = outText.toString();
    err = errText.toString();
    return exitCode;
  }

  private Service service(String name) {
    return project().service(name).orElseThrow();
  }

  private Project project() {
    return new ProjectReader(root).read();
  }

  private List<String> kinds(Service service) {
    List<Manifest> manifests = new ManifestLoader(project().namespace()).load(service);
    return manifests.stream().map(manifest -> manifest.object().getKind()).toList();
  }

  private void write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private String text(String file) {
    try {
      return Files.readString(root.resolve(file));
    } catch (IOException gone) {
      throw new AssertionError(file, gone);
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files.sorted().toList();
    }
  }
}
