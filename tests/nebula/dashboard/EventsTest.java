package nebula.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nebula.model.Phase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class EventsTest {
  @TempDir Path state;

  @Test
  void aNewReaderGetsASnapshotAndThenEachEvent() throws Exception {
    try (Served served = new Served(state)) {
      served.publish(Story.started());
      try (Served.Stream stream = served.events("", Map.of())) {
        Served.Stream.Sent first = stream.next();
        assertEquals("snapshot", first.event());
        assertEquals(first.id(), first.json().path("lastEventId").asString());
        served.publish(Story.healthy(2, "db"));
        Served.Stream.Sent status = stream.next("status");
        assertEquals("healthy", status.json().path("state").asString());
        assertTrue(!status.id().equals(first.id()), status.id());
      }
    }
  }

  @Test
  void aReaderThatComesBackGetsWhatItMissedAndNoSnapshot() throws Exception {
    try (Served served = new Served(state)) {
      served.publish(Story.started(), Story.notice(1, "one"));
      String seen;
      try (Served.Stream stream = served.events("", Map.of())) {
        stream.next("snapshot");
        served.publish(Story.notice(2, "two"));
        seen = stream.with("two").id();
      }
      try (Served.Stream stream = served.joined("")) {
        served.publish(Story.notice(3, "three"), Story.notice(4, "four"));
        stream.with("four");
      }
      try (Served.Stream stream = served.events("", Map.of("Last-Event-ID", seen))) {
        assertEquals("three", stream.next().json().path("text").asString());
        assertEquals("four", stream.next().json().path("text").asString());
      }
      try (Served.Stream stream = served.events("?after=" + seen, Map.of())) {
        assertEquals("three", stream.next().json().path("text").asString());
      }
    }
  }

  @Test
  void anIdOfAnotherRunOrOneThatIsTooOldLeadsToASnapshot() throws Exception {
    try (Served served = new Served(state)) {
      served.publish(Story.started());
      for (int event = 0; event < 6_000; event++) {
        served.publish(Story.notice(1, "notice " + event));
      }
      served.stand();
      String run = served.snapshot().path("run").path("id").asString();
      for (String id : List.of("another-5", run + "-1", run + "-99999999", "x", run + "-")) {
        try (Served.Stream stream = served.events("", Map.of("Last-Event-ID", id))) {
          assertEquals("snapshot", stream.next().event(), id);
        }
      }
    }
  }

  @Test
  void logLinesComeOnlyWhereTheyAreWanted() throws Exception {
    try (Served served = new Served(state);
        Served.Stream without = served.joined("");
        Served.Stream web = served.joined("?logs=web")) {
      served.publish(Story.log(1, "db", "of db"), Story.log(1, "web", "of web"));
      served.publish(Story.notice(2, "after"));
      Served.Stream.Sent line = web.next();
      assertEquals("of web", line.json().path("text").asString());
      assertEquals("", line.id());
      assertEquals("after", without.next().json().path("text").asString());
    }
  }

  @Test
  void aReaderThatDoesNotReadHoldsNobodyUpAndBeginsAnewWithASnapshot() throws Exception {
    try (Served served = new Served(state)) {
      served.publish(Story.started());
      try (Socket slow = served.open("GET", "/api/events?logs=*", Map.of());
          Served.Stream other = served.joined("")) {
        String long1 = "x".repeat(20_000);
        long began = System.nanoTime();
        for (int event = 0; event < 1_000; event++) {
          served.publish(Story.log(1, "db", long1), Story.starting(1, "db", Phase.PROBE, long1));
        }
        served.publish(Story.notice(2, "end"));
        long millis = (System.nanoTime() - began) / 1_000_000;
        assertTrue(millis < 5_000, "publishing waited " + millis + " ms");
        assertEquals("end", other.next("notice").json().path("text").asString());
        Served.Stream late = new Served.Stream(slow);
        boolean ended = false;
        int snapshots = 0;
        while (!ended) {
          Served.Stream.Sent sent = late.next();
          snapshots += sent.event().equals("snapshot") ? 1 : 0;
          ended = sent.data().contains("\"text\":\"end\"");
        }
        assertTrue(snapshots >= 2, snapshots + " snapshots");
      }
    }
  }

  @Test
  void aThousandReadersHearOfAnEvent() throws Exception {
    try (Served served = new Served(state)) {
      served.publish(Story.started());
      List<Served.Stream> readers = new ArrayList<>();
      try {
        for (int reader = 0; reader < 1_000; reader++) {
          readers.add(served.events("", Map.of()));
        }
        for (Served.Stream reader : readers) {
          reader.next("snapshot");
        }
        long began = System.nanoTime();
        served.publish(Story.notice(1, "to all"));
        for (Served.Stream reader : readers) {
          assertEquals("to all", reader.next("notice").json().path("text").asString());
        }
        long millis = (System.nanoTime() - began) / 1_000_000;
        assertTrue(millis < 5_000, "the last of a thousand heard of it after " + millis + " ms");
      } finally {
        for (Served.Stream reader : readers) {
          reader.close();
        }
      }
    }
  }

  @Test
  void theEndOfTheRunEndsTheStreamAfterItsLastEvent() throws Exception {
    Served served = new Served(state);
    try (Served.Stream stream = served.joined("")) {
      served.publish(Story.notice(1, "last"));
      served.close();
      assertEquals("last", stream.next("notice").json().path("text").asString());
      org.junit.jupiter.api.Assertions.assertThrows(IOException.class, stream::next);
    }
  }
}
