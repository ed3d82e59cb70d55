package nebula.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import nebula.event.Event;
import nebula.event.EventBus;
import nebula.event.Masks;
import nebula.logs.LogFolder;
import nebula.model.DashboardSettings;
import nebula.model.Observation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@Timeout(30)
class ApiTest {
  @TempDir Path state;

  @Test
  void theSnapshotShowsWhatTheEventsSaid() throws Exception {
    try (Served served = new Served(state);
        Served.Stream stream = served.joined("")) {
      Story.whole().forEach(served::publish);
      stream.with("failing");
      JsonNode snapshot = served.snapshot();
      assertEquals("k3d-story", snapshot.path("run").path("context").asString());
      assertEquals(1, snapshot.path("counts").path("healthy").asInt());
      JsonNode db = snapshot.path("services").get(0);
      assertEquals("db", db.path("name").asString());
      assertEquals("web", db.path("waiting").get(0).asString());
      JsonNode web = snapshot.path("services").get(1);
      assertEquals("failing", web.path("state").asString());
      assertEquals("services/web/service.yaml:1:1", web.path("declared").asString());
      assertEquals("no such file", web.path("cause").path("details").get(0).asString());
      assertEquals("synced 2 files since build", web.path("code").path("words").asString());
      assertEquals("restart", web.path("actions").get(0).asString());
      assertEquals("image db:1", snapshot.path("progress").get(0).path("subject").asString());
      assertEquals("port 1 is used", snapshot.path("notices").get(0).path("text").asString());
      assertEquals("gate", bar(snapshot, "web").path("segments").get(0).path("phase").asString());
    }
  }

  private static JsonNode bar(JsonNode snapshot, String name) {
    for (JsonNode bar : snapshot.path("timing").path("bars")) {
      if (bar.path("name").asString().equals(name)) return bar;
    }
    throw new AssertionError("no bar of " + name);
  }

  @Test
  void aStartIsComparedWithThoseBefore() throws Exception {
    for (int run = 0; run < 3; run++) {
      try (Served served = new Served(state);
          Served.Stream stream = served.joined("")) {
        double slower = run == 2 ? 5 : 0;
        served.publish(
            new Event.RunStarted(Story.at(run * 100), "k3d-story", false, List.of(Story.DB)),
            Story.starting(run * 100, "db", nebula.model.Phase.PULL, "pulling"),
            Story.healthy(run * 100 + 2 + slower, "db"),
            new Event.AllHealthy(Story.at(run * 100 + 2 + slower)));
        stream.next("all-healthy");
        served.publish(Story.notice(run * 100 + 9, "remembered by now"));
        stream.next("notice");
        JsonNode snapshot = served.snapshot();
        assertEquals(run + 1, snapshot.path("history").size());
        JsonNode compared = snapshot.path("timing").path("compared");
        if (run == 2) {
          assertEquals(5_000, compared.path("differenceMillis").asInt());
          assertEquals(
              "5 s slower than usual: the pull of the image of db took 5 s longer",
              compared.path("words").asString());
        }
      }
    }
  }

  @Test
  void whatIsAskedOfAServiceReachesTheRun() throws Exception {
    try (Served served = new Served(state)) {
      served.publish(Story.started());
      served.stand();
      Served.Reply reply = served.post("/api/services/web/restart");
      assertEquals(202, reply.status());
      assertEquals("{\"asked\":\"restart\",\"service\":\"web\"}", reply.body());
      assertEquals(List.of("RESTART web"), served.asked);
      Served.Reply unknown = served.post("/api/services/wbe/restart");
      assertEquals(404, unknown.status());
      assertEquals(
          "{\"error\":\"there is no service 'wbe'\",\"mend\":\"there are db, web\"}",
          unknown.body());
      Served.Reply notBuilt = served.post("/api/services/web/rebuild");
      assertEquals(400, notBuilt.status());
      assertTrue(notBuilt.body().contains("web is not built here"), notBuilt.body());
      assertEquals(404, served.post("/api/services/web/explode").status());
      assertEquals(400, served.post("/api/services/web/restart?now=1").status());
      assertEquals(404, served.get("/api/services/terminals").status());
      assertEquals(List.of("RESTART web"), served.asked);
    }
  }

  @Test
  void theRunIsEndedByWhoHasTheToken() throws Exception {
    try (Served served = new Served(state)) {
      assertEquals(403, served.send("POST", "/api/run/end", Map.of()).status());
      assertEquals(0, served.ended.size());
      assertEquals(202, served.post("/api/run/end").status());
      assertEquals("ended", served.ended.poll(10, TimeUnit.SECONDS), "a moment after the answer");
    }
  }

  @Test
  void strangersAreRefusedWhateverTheyAskFor() throws Exception {
    try (Served served = new Served(state)) {
      served.publish(Story.started());
      Map<String, String> rebound = Map.of("Host", "evil.test:" + served.port);
      Map<String, String> foreign = Map.of("Origin", "http://evil.test");
      for (String path : List.of("/", "/api/snapshot", "/api/events", "/api/services/web")) {
        assertEquals(403, served.send("GET", path, rebound).status(), path);
        assertEquals(403, served.send("GET", path, foreign).status(), path);
      }
      Map<String, String> withToken =
          Map.of("Origin", "http://evil.test", "X-Nebula-Token", served.token);
      assertEquals(403, served.send("POST", "/api/services/web/stop", withToken).status());
      assertEquals(List.of(), served.asked);
    }
  }

  @Test
  void everyAnswerForbidsWhatABrowserShouldNotDoWithIt() throws Exception {
    try (Served served = new Served(state)) {
      for (String path : List.of("/", "/api/snapshot", "/api/nothing", "/page/none.js")) {
        Map<String, String> headers = served.get(path).headers();
        String policy = headers.get("content-security-policy");
        assertTrue(policy.contains("default-src 'none'"), policy);
        assertTrue(policy.contains("frame-ancestors 'none'"), policy);
        assertFalse(policy.contains("unsafe"), policy);
        assertEquals("nosniff", headers.get("x-content-type-options"));
        assertEquals("no-referrer", headers.get("referrer-policy"));
        assertEquals(null, headers.get("access-control-allow-origin"));
      }
    }
  }

  @Test
  void onlyThePagesOwnFilesAreServed() throws Exception {
    try (Served served = new Served(state)) {
      for (String path :
          List.of(
              "/page/../Dashboard.class",
              "/page/%2e%2e/Dashboard.class",
              "/page/..%2fDashboard.class",
              "/page//etc/passwd",
              "/lib/META-INF/MANIFEST.MF",
              "/nebula/dashboard/Dashboard.class",
              "/favicon.ico",
              "/page/" + "x".repeat(100_000))) {
        int status = status(served, path);
        assertTrue(status >= 400 && status < 500, path + " gave " + status);
      }
    }
  }

  private static int status(Served served, String path) throws Exception {
    try {
      return served.get(path).status();
    } catch (java.net.SocketException cutOff) {
      return 431;
    }
  }

  @Test
  void secretsAreMaskedInStatusNoticesDetailsAndEnvironment() throws Exception {
    Observation.Container container =
        new Observation.Container(
            "web",
            "web:1",
            false,
            true,
            true,
            0,
            new Observation.Running(Instant.EPOCH),
            Optional.empty());
    Observation.Pod pod =
        new Observation.Pod(
            "web-0", true, true, false, Instant.EPOCH, Optional.empty(), List.of(container));
    ServiceDetails details =
        new ServiceDetails(
            List.of(),
            List.of(
                new ServiceDetails.PodDetails(
                    pod,
                    Optional.of("node"),
                    List.of(
                        new ServiceDetails.ContainerDetails(
                            container,
                            Optional.empty(),
                            List.of(
                                new ServiceDetails.Variable(
                                    "API_TOKEN", "plain-token-7", false, Optional.empty()),
                                new ServiceDetails.Variable(
                                    "URL",
                                    "http://me:" + Served.SECRET + "@db",
                                    false,
                                    Optional.empty())),
                            List.of(),
                            Optional.empty())))),
            List.of(),
            List.of(),
            List.of(
                new ServiceDetails.ObjectText(
                    "Secret web",
                    Optional.empty(),
                    Optional.of("password: " + Served.SECRET),
                    Optional.empty())),
            Optional.empty());
    try (Served served = new Served(state, _ -> details);
        Served.Stream stream = served.joined("?logs=*")) {
      served.publish(
          Story.started(),
          Story.failing(1, "web", "refused " + Served.SECRET, "with " + Served.SECRET),
          Story.log(1, "web", "password=" + Served.SECRET),
          Story.notice(2, "it is " + Served.SECRET));
      List<String> all = new ArrayList<>();
      all.add(stream.next("status").data());
      all.add(stream.next("log").data());
      all.add(stream.next("notice").data());
      all.add(served.get("/api/snapshot").body());
      all.add(served.get("/api/services/web").body());
      for (String text : all) {
        assertFalse(text.contains(Served.SECRET), text);
        assertTrue(text.contains(Masks.MASK), text);
      }
      assertFalse(all.getLast().contains("plain-token-7"), all.getLast());
    }
  }

  @Test
  void aSavedRunIsOneFileThatTellsNoSecretAndEndsNoScript() throws Exception {
    try (Served served = new Served(state);
        Served.Stream stream = served.joined("")) {
      String wild = "</script><script>alert(1)</script> " + Served.SECRET;
      served.publish(Story.started(), Story.failing(1, "web", wild, wild));
      served.publish(Story.log(1, "web", wild));
      stream.with("failing");
      Served.Reply reply = served.get("/api/snapshot.html");
      while (!reply.body().contains("web-0")) {
        reply = served.get("/api/snapshot.html");
      }
      String page = reply.body();
      assertTrue(reply.headers().get("content-disposition").startsWith("attachment; filename="));
      assertFalse(page.contains(Served.SECRET));
      assertFalse(page.contains("<script>alert"));
      assertFalse(page.contains(served.token), "the token is of no use to others");
      assertFalse(page.contains("src=\"/"), "asks for another file");
      String opening = "id=\"nebula-data\">";
      int from = page.indexOf(opening) + opening.length();
      JsonNode data =
          new tools.jackson.databind.json.JsonMapper()
              .readTree(page.substring(from, page.indexOf("</script>", from)));
      assertEquals("web", data.path("services").get(0).path("name").asString());
      assertEquals("web-0", data.path("logs").get(1).path("pod").asString());
    }
  }

  @Test
  void theTokenIsInAFileThatOnlyItsOwnerReads() throws Exception {
    Path file;
    try (Served served = new Served(state)) {
      file = RunAddress.find(state).orElseThrow().file();
      assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
      assertTrue(Files.readString(file).contains(served.token));
      assertTrue(served.token.length() >= 32, served.token);
    }
    assertFalse(Files.exists(file));
    assertTrue(RunAddress.find(state).isEmpty());
  }

  @Test
  void aPortThatIsTakenIsANoticeThatSaysByWhom() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      EventBus bus = new EventBus();
      List<String> notices = new ArrayList<>();
      bus.subscribe(event -> notices.add(((Event.Notice) event).text()));
      RunAccess access =
          new RunAccess(
              null,
              ServiceDetails.Source.none(),
              Shell.Source.none(),
              Usage.Source.none(),
              new LogFolder(state.resolve("logs")),
              () -> Masks.NONE,
              _ -> Optional.of("postgres (pid 7)"),
              () -> {});
      int port = taken.getLocalPort();
      try (Dashboard dashboard =
          new Dashboard(
              new DashboardSettings(port, List.of(), 256), Story.PROJECT, state, bus, access)) {
        String page = dashboard.start().orElseThrow();
        assertEquals(RunAddress.find(state).orElseThrow().url(), page);
        assertEquals(
            List.of(
                "port %d is used by postgres (pid 7), so the page is at %s; end it, or set dashboard.port in nebula.yaml"
                    .formatted(port, page)),
            notices);
      }
    }
  }

  @Test
  void aRequestThatIsTooLargeIsRefused() throws Exception {
    try (Served served = new Served(state)) {
      Map<String, String> large = Map.of("X-Nebula-Token", served.token, "Content-Length", "70000");
      try (var socket = served.open("POST", "/api/run/end", large)) {
        socket.getOutputStream().write(new byte[70_000]);
        assertEquals(413, Served.Reply.read(socket.getInputStream()).status());
      }
      assertEquals(0, served.ended.size());
    }
  }

  @Test
  void namesAndTextsAreJsonTextWhateverIsInThem() throws Exception {
    String wild = "<script>alert(1)</script>\u001b[2J\u0000\ud83d\u2028\"\\";
    try (Served served = new Served(state);
        Served.Stream stream = served.joined("")) {
      served.publish(Story.started(), Story.failing(1, "web", wild, wild));
      Served.Stream.Sent sent = stream.next("status");
      assertEquals(wild.replace("\ud83d", "?"), what(sent.json()));
      Served.Reply reply = served.get("/api/snapshot");
      assertEquals("application/json", reply.headers().get("content-type"));
      assertEquals(wild.replace("\ud83d", "?"), what(reply.json().path("services").get(1)));
    }
  }

  private static String what(JsonNode status) {
    return status.path("cause").path("what").asString();
  }
}
