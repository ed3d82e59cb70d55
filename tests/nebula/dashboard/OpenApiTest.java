package nebula.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import nebula.model.Observation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Holds `docs/openapi.yaml` to what is served, and what is served to it.
@Timeout(60)
class OpenApiTest {
  private static final Path HOME =
      Path.of(System.getProperty("nebula.home", ".")).toAbsolutePath().normalize();
  @TempDir static Path state;
  private static Served served;
  private static SchemaCheck schemas;
  private static Map<String, Map<String, Map<String, Object>>> paths;

  @BeforeAll
  @SuppressWarnings("unchecked")
  static void start() throws Exception {
    Map<String, Object> document =
        new Yaml().load(Files.readString(HOME.resolve("docs/openapi.yaml")));
    schemas = new SchemaCheck(document);
    paths = (Map<String, Map<String, Map<String, Object>>>) document.get("paths");
    served = new Served(state, _ -> details());
    Story.whole().forEach(served::publish);
    served.publish(
        Story.log(1, "web", "ERROR: x"),
        Story.healthy(4, "web"),
        new nebula.event.Event.AllHealthy(Story.at(4)),
        Story.failing(5, "web", "exit code 1", "x"));
    served.stand();
    while (!served.get("/api/logs").body().contains("ERROR: x")) {
      Thread.onSpinWait();
    }
  }

  @AfterAll
  static void end() {
    served.close();
  }

  /// With every field that there may be.
  private static ServiceDetails details() {
    Observation.Terminated end = new Observation.Terminated(1, "Error", "", Instant.EPOCH);
    Observation.Container container =
        new Observation.Container(
            "web",
            "web:1",
            false,
            true,
            true,
            1,
            new Observation.Waiting("BackOff", "40s"),
            Optional.of(end));
    Observation.Container running =
        new Observation.Container(
            "side",
            "a:1",
            false,
            true,
            true,
            0,
            new Observation.Running(Instant.EPOCH),
            Optional.empty());
    Observation.Pod pod =
        new Observation.Pod(
            "web-0", true, true, false, Instant.EPOCH, Optional.of("no node"), List.of(container));
    return new ServiceDetails(
        List.of(
            new Observation.Workload("Deployment", "web", true, 1, 1, 0, 1, Optional.of("late"))),
        List.of(
            new ServiceDetails.PodDetails(
                pod,
                Optional.of("node"),
                List.of(
                    new ServiceDetails.ContainerDetails(
                        container,
                        Optional.of("sha256:1"),
                        List.of(
                            new ServiceDetails.Variable("A", "b", false, Optional.of("Secret x"))),
                        List.of(
                            new ServiceDetails.Probe(
                                "readiness",
                                "tcp :1",
                                ServiceDetails.Verdict.FAILING,
                                Optional.of(
                                    new ServiceDetails.ProbeFailure(
                                        Instant.EPOCH, "nothing listens on port 1")))),
                        Optional.of("kubectl exec")),
                    new ServiceDetails.ContainerDetails(
                        running, Optional.empty(), List.of(), List.of(), Optional.empty())))),
        List.of(new ServiceDetails.Check("GET /", Instant.EPOCH, false, "refused")),
        List.of(
            new ServiceDetails.ObjectEvent(
                Instant.EPOCH, "Warning", "Pod web-0", "BackOff", "again", 4)),
        List.of(
            new ServiceDetails.ObjectText(
                "Deployment web", Optional.of("k8s.yaml:1:1"), Optional.of("a"), Optional.of("b"))),
        Optional.of("slow"));
  }

  @Test
  void everyDocumentedPathAnswersAsItIsDescribed() throws IOException {
    for (var path : paths.entrySet()) {
      for (String method : path.getValue().keySet()) {
        boolean stream = path.getKey().equals("/api/events") || path.getKey().endsWith("/output");
        if (method.equals("parameters") || stream) continue;
        String real = real(path.getKey());
        Served.Reply reply =
            served.send(
                method.toUpperCase(Locale.ROOT), real, Map.of("X-Nebula-Token", served.token));
        Map<String, Object> content = content(path.getKey(), method, reply.status());
        if (content.isEmpty()) {
          assertEquals("", reply.body(), real);
          continue;
        }
        String type = content.keySet().iterator().next();
        assertTrue(reply.headers().get("content-type").startsWith(type), real);
        if (type.contains("json")) {
          JsonMapper mapper = new JsonMapper();
          List<JsonNode> answers =
              type.equals("application/json")
                  ? List.of(reply.json())
                  : reply.body().lines().map(mapper::readTree).toList();
          answers.forEach(answer ->
              assertEquals(List.of(), schemas.complaints(content.get(type), answer), real));
        }
      }
    }
  }

  private static String real(String path) throws IOException {
    String real = path.replace("{name}", "web");
    if (!real.contains("{id}")) {
      return real;
    }
    JsonNode terminal = served.post("/api/services/web/terminals").json();
    return real.replace("{id}", terminal.path("id").asString());
  }

  @Test
  void whatATerminalShowsIsAStream() throws IOException {
    Map<String, String> token = Map.of("X-Nebula-Token", served.token);
    String path = real("/api/terminals/{id}/output");
    assertTrue(content("/api/terminals/{id}/output", "get", 200).containsKey("text/event-stream"));
    try (Served.Stream stream = new Served.Stream(served.open("GET", path, token))) {
      assertEquals("JCA=", stream.next().data(), "the prompt, in base64");
      served.post(path.replace("output", "input"), "exit\r");
      assertEquals(
          "the shell ended with exit code 0", stream.next("end").json().path("why").asString());
    }
  }

  @Test
  void theSchemaNamesNothingThatIsNotThere() throws IOException {
    // These depend on the machine or on how the run ends; other tests have them.
    Set<String> elsewhere =
        Set.of(
            "mend",
            "why",
            "ended",
            "exitCode",
            "compared",
            "usualMillis",
            "differenceMillis",
            "words",
            "context",
            "error",
            "usage",
            "cpuMillicores",
            "memoryBytes",
            "since",
            "service",
            "asked",
            "id");
    String all =
        served.get("/api/snapshot").body()
            + served.get("/api/services/web").body()
            + served.get("/api/logs").body()
            + served.get("/api/logs/summary?").body();
    Set<String> missing =
        schemas.names().stream()
            .filter(name -> !all.contains("\"" + name + "\":") && !elsewhere.contains(name))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(Set.of(), missing);
  }

  @Test
  void theStreamIsOne() throws IOException {
    try (Served.Stream stream = served.events("", Map.of())) {
      JsonNode snapshot = stream.next("snapshot").json();
      Map<String, Object> content = content("/api/snapshot", "get", 200);
      assertEquals(List.of(), schemas.complaints(content.get("application/json"), snapshot));
    }
  }

  @Test
  void errorsAreAsDescribed() throws IOException {
    for (Served.Reply reply :
        List.of(
            served.get("/api/services/none"),
            served.get("/api/logs?limit=0"),
            served.send("POST", "/api/run/end", Map.of()))) {
      Map<String, Object> error = Map.of("schema", Map.of("$ref", "#/components/schemas/Error"));
      assertEquals(List.of(), schemas.complaints(error, reply.json()));
    }
  }

  @Test
  void whatIsServedIsWhatTheDocumentsSay() throws IOException {
    Map<String, String> described = new TreeMap<>();
    paths.forEach((path, of) -> described.put(path, described(of)));
    Map<String, String> isServed = new TreeMap<>();
    for (Endpoint endpoint : Endpoint.ALL) {
      Set<String> parameters = new TreeSet<>(endpoint.parameters());
      isServed.put(endpoint.path(), endpoint.methods().replace(", HEAD", "") + " " + parameters);
    }
    assertEquals(described, isServed);
    String text = Files.readString(HOME.resolve("docs/api.md"));
    for (String path : isServed.keySet()) {
      String begin = path.contains("{") ? path.substring(0, path.indexOf('{')) : path;
      assertTrue(text.contains(" " + begin), path + " in api.md");
    }
  }

  /// Such as `GET [after, logs]`.
  @SuppressWarnings("unchecked")
  private static String described(Map<String, ?> path) {
    Set<String> parameters = new TreeSet<>();
    String method = "";
    Object common = path.get("parameters");
    List<Object> all = new ArrayList<>(common == null ? List.of() : (List<Object>) common);
    for (var each : path.entrySet()) {
      if (!each.getKey().equals("parameters")) {
        method = each.getKey().toUpperCase(Locale.ROOT);
        Object own = ((Map<String, Object>) each.getValue()).get("parameters");
        all.addAll(own == null ? List.of() : (List<Object>) own);
      }
    }
    for (Object each : all) {
      Map<String, Object> parameter = schemas.resolved((Map<String, Object>) each);
      if (parameter.get("in").equals("query")) {
        parameters.add((String) parameter.get("name"));
      }
    }
    return method + " " + parameters;
  }

  @Test
  void anotherMethodIsRefusedAndTheRightOnesAreNamed() throws IOException {
    Map<String, String> token = Map.of("X-Nebula-Token", served.token);
    for (Endpoint endpoint : Endpoint.ALL) {
      String path = endpoint.path().replace("{name}", "web").replace("{id}", "1");
      for (String method : List.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS")) {
        if (!endpoint.methods().contains(method)) {
          Served.Reply reply = served.send(method, path, token);
          assertEquals(405, reply.status(), method + " " + path);
          assertEquals(endpoint.methods(), reply.headers().get("allow"), method + " " + path);
        }
      }
    }
    assertEquals(405, served.post("/logs").status());
    assertEquals(404, served.post("/api/nothing").status());
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> content(String path, String method, int status) {
    var responses = (Map<String, Map<String, Object>>) paths.get(path).get(method).get("responses");
    Map<String, Object> response = responses.get(String.valueOf(status));
    assertTrue(response != null, method + " " + path + " gave " + status);
    return (Map<String, Object>) schemas.resolved(response).getOrDefault("content", Map.of());
  }
}
