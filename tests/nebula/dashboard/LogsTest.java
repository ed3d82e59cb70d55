package nebula.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(30)
class LogsTest {
  @TempDir static Path state;
  @TempDir Path ownState;
  private static Served served;

  @BeforeAll
  static void start() throws Exception {
    served = new Served(state);
    served.publish(Story.started());
    served.publish(Story.log(1, "db", "ready"), Story.log(2, "web", "level=info msg=\"up\" n=1"));
    served.publish(Story.log(3, "db", "ERROR: no role"), Story.log(4, "web", "WARN slow, n=2"));
    written(served, 4);
  }

  @AfterAll
  static void end() {
    served.close();
  }

  private static List<JsonNode> lines(Served.Reply reply) {
    assertEquals(200, reply.status(), reply.body());
    JsonMapper mapper = new JsonMapper();
    return reply.body().lines().map(mapper::readTree).toList();
  }

  private static List<String> texts(Served.Reply reply) {
    List<String> texts = new ArrayList<>();
    for (JsonNode line : lines(reply)) {
      if (line.has("pod")) texts.add(line.path("text").asString());
    }
    return texts;
  }

  /// Waits until they are on disk.
  private static void written(Served served, int lines) throws IOException {
    while (texts(served.get("/api/logs?limit=5000")).size() < lines) {
      Thread.onSpinWait();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ?services=db,web                     | ready;level=info msg="up" n=1;ERROR: no role;WARN slow, n=2
          ?services=db                         | ready;ERROR: no role
          ?services=db,                        | ready;ERROR: no role
          ?level=error,warn&services=db,web    | ERROR: no role;WARN slow, n=2
          ?level=none&services=db,web          | ready
          ?level=NONE,Error&services=db        | ready;ERROR: no role
          ?regex=false&q=n%3D1                 | level=info msg="up" n=1
          ?&services=db&                       | ready;ERROR: no role
          ?q=NO%20ROLE                         | ERROR: no role
          ?q=NO%20ROLE&case=true               | ''
          ?q=n%3D%5B12%5D&regex=true           | level=info msg="up" n=1;WARN slow, n=2
          ?field=n%3D1                         | level=info msg="up" n=1
          ?services=db,web&since=2026-11-24T07:00:03Z | ERROR: no role;WARN slow, n=2
          ?until=2026-11-24T07:00:01Z          | ready
          ?since=1m                            | ''
          ?since=2w&until=1970-01-01           | ''
          ?services=db,web&limit=1             | WARN slow, n=2
          ?kind=marker                         | ''
          ?services=db,web&position=2&limit=1  | ready
          """)
  void linesAreThoseThatTheFiltersLeave(String query, String expected) throws Exception {
    List<String> texts = texts(served.get("/api/logs" + query));
    assertEquals(expected, String.join(";", texts));
  }

  @Test
  void pagesGoOnWhereTheLastOneEnded() throws Exception {
    List<JsonNode> newest = lines(served.get("/api/logs?services=db,web&kind=line&limit=2"));
    JsonNode page = newest.getLast().path("page");
    assertTrue(page.path("moreBefore").asBoolean());
    assertEquals(newest.getFirst().path("cursor"), page.path("first"));
    String first = page.path("first").asString();
    assertEquals(
        List.of("ready", "level=info msg=\"up\" n=1"),
        texts(served.get("/api/logs?services=db,web&kind=line&limit=2&before=" + first)));
    assertEquals(
        List.of("WARN slow, n=2"),
        texts(served.get("/api/logs?services=db,web&kind=line&after=" + first)));
    JsonNode summary = served.get("/api/logs/summary?services=db,web&level=error").json();
    assertEquals(6, summary.path("lines").asInt());
    assertEquals(1, summary.path("matches").asInt());
    assertEquals("db", summary.path("services").get(0).path("name").asString());
  }

  @ParameterizedTest
  @CsvSource({
    "limit, limit=0",
    "limit, limit=5001",
    "limit, limit=1&limit=2",
    "newest, follow=true&newest=0",
    "newest, follow=true&newest=1001",
    "newest, newest=5",
    "limit, limit=x",
    "context, context=51",
    "context, follow=true&context=2",
    "position, position=-1",
    "position, position=1&after=1.2.db",
    "before, before=x",
    "before, before=1.2.db&after=1.2.db",
    "before, follow=true&before=1.2.db",
    "after, after=1.2.../x",
    "level, level=loud",
    "kind, kind=odd",
    "q, q=(&regex=true",
    "regex, q=x&regex=yes",
    "regex, regex=1",
    "case, case=TRUE",
    "follow, follow=1",
    "field, field=x",
    "since, since=soon",
    "since, since=-5m",
    "until, until=5m-10s",
    "since, since=5M",
    "services, 'services=db,nosuch'",
    "service, service=db",
    "'', =x"
  })
  void whatMakesNoSenseIsToldInASentenceThatNamesTheParameter(String name, String query)
      throws Exception {
    Served.Reply reply = served.get("/api/logs?" + query);
    assertEquals(400, reply.status(), reply.body());
    assertTrue(reply.json().path("error").asString().contains(name), reply.body());
    assertTrue(reply.json().path("mend").asString().length() > 5, reply.body());
  }

  @Test
  void moreParametersThanAreReadAreRefused() throws Exception {
    String fields = "field=n=1&".repeat(50);
    assertEquals(200, served.get("/api/logs?" + fields).status());
    Served.Reply reply = served.get("/api/logs?" + fields + "limit=1");
    assertEquals(400, reply.status(), reply.body());
    assertTrue(reply.body().contains("more than 50 parameters"), reply.body());
  }

  @Test
  void followersGetEachNewLineThatMatches() throws Exception {
    String query = "?follow=true&services=more&limit=1";
    served.publish(Story.log(5, "more", "WARN slow"));
    written(served, 5);
    try (Socket socket = served.open("GET", "/api/logs" + query, Map.of())) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      assertTrue(next(in).contains("WARN slow"));
      served.publish(Story.log(5, "other", "not asked for"), Story.log(6, "more", "new"));
      JsonNode line = new JsonMapper().readTree(next(in));
      assertEquals("new", line.path("text").asString());
      assertTrue(line.path("cursor").asString().endsWith(".more"), line.toString());
    }
  }

  @Test
  void whoComesBackWithTheLastCursorGetsEachLineOnce() throws Exception {
    try (Served own = new Served(ownState)) {
      for (int second = 1; second <= 9; second++) {
        own.publish(Story.log(second, second % 2 == 0 ? "db" : "web", "line " + second));
      }
      written(own, 9);
      String third =
          lines(own.get("/api/logs?kind=line&limit=7")).getFirst().path("cursor").asString();
      String query = "?follow=true&limit=1&kind=line&after=" + third;
      try (Socket socket = own.open("GET", "/api/logs" + query, Map.of())) {
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        for (int second = 4; second <= 9; second++) {
          assertTrue(next(in).contains("line " + second));
        }
        own.publish(Story.log(10, "db", "line 10"));
        assertTrue(next(in).contains("line 10"));
      }
    }
  }

  @Test
  void aScreenGetsTheNewestLinesAndHowManyThereAre() throws Exception {
    try (Served own = new Served(ownState)) {
      for (int second = 1; second <= 9; second++) {
        own.publish(Story.log(second, "db", "line " + second));
      }
      written(own, 9);
      String seventh = lines(own.get("/api/logs?limit=3")).getFirst().path("cursor").asString();
      String query = "?follow=true&kind=line&newest=1&after=" + seventh;
      try (Socket socket = own.open("GET", "/api/logs" + query, Map.of())) {
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        assertEquals(
            "{\"end\":{\"lines\":10,\"following\":1,\"skipped\":true}}",
            next(in),
            "8 is left out, and a marker counts");
        assertTrue(next(in).contains("line 9"));
        own.publish(Story.log(10, "db", "line 10"));
        assertEquals("{\"end\":{\"lines\":11,\"following\":1,\"skipped\":false}}", next(in));
        assertTrue(next(in).contains("line 10"));
      }
    }
  }

  private static String next(BufferedReader in) throws IOException {
    String line = in.readLine();
    while (line != null && !line.startsWith("{")) {
      line = in.readLine();
    }
    return line;
  }

  @Test
  void wildLinesAreTextWithColoursAndNothingElse() throws Exception {
    try (Served wild = new Served(ownState)) {
      wild.publish(
          Story.log(1, "db", "<script>alert(1)</script>\u001b[31mred\u001b]0;title\u0007\u001b[2J"),
          Story.log(2, "db", "half \ud83d and \u0000 null"),
          Story.log(3, "db", "x".repeat(1_000_000)),
          Story.log(4, "db", "token " + Served.SECRET));
      written(wild, 4);
      Served.Reply reply = wild.get("/api/logs");
      assertEquals("application/x-ndjson", reply.headers().get("content-type"));
      List<String> texts = texts(reply);
      assertEquals("<script>alert(1)</script>\u001b[31mred", texts.get(0));
      assertEquals("half \ufffd and  null", texts.get(1));
      assertTrue(texts.get(2).endsWith("… (936000 more)"));
      assertFalse(reply.body().contains(Served.SECRET));
    }
  }
}
