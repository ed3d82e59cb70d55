package nebula.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import nebula.event.Event;
import nebula.kube.Kube;
import nebula.kube.Kube.LogRecord;
import nebula.model.Service;
import org.junit.jupiter.api.Test;

class LogsReadingTest {
  private static final Service DB = OnPaper.service("db", List.of());
  private static final Service WEB = OnPaper.service("web", List.of("db"));

  private final ClusterOnPaper cluster = new ClusterOnPaper();

  @Test
  void linesOfAllContainersAndLivesComeInTheOrderOfTime() throws InterruptedException {
    cluster.observations.put("db", OnPaper.restarted("db"));
    cluster.observations.put("web", OnPaper.running("web"));
    cluster.write("db-0", true, at(1, "db dies"));
    cluster.write("db-0", false, at(3, "db again"), at(5, "db ready"));
    cluster.write("web-0", false, at(2, "web one"), at(4, "web two"));
    assertEquals(
        List.of("db dies", "web one", "db again", "web two", "db ready"),
        texts(reading(DB, WEB).past(cluster.observations)));
  }

  @Test
  void onlyTheServicesThatWereNamedAreRead() throws InterruptedException {
    cluster.observations.put("db", OnPaper.running("db"));
    cluster.observations.put("web", OnPaper.running("web"));
    cluster.write("db-0", false, at(1, "from db"));
    cluster.write("web-0", false, at(2, "from web"));
    assertEquals(List.of("from web"), texts(reading(WEB).past(cluster.observations)));
  }

  @Test
  void followingBeginsWherePastLinesEndedAndTakesNewLivesIn() throws InterruptedException {
    cluster.observations.put("db", OnPaper.running("db"));
    cluster.write("db-0", false, at(1, "past"));
    LogReading reading = reading(DB);
    reading.past(cluster.observations);
    BlockingQueue<Event.LogLine> lines = new LinkedBlockingQueue<>();
    Kube.Subscription following = reading.follow(lines);
    cluster.followers.get("db-0").accept(at(2, "new"));
    cluster.show("db", OnPaper.restarted("db"));
    following.close();
    assertEquals(List.of("new"), texts(List.copyOf(lines)));
    assertEquals(
        List.of(
            "db-0 since 1970-01-01T00:00:01Z but 1",
            "db-0 since ever but 0",
            "db-0 closed",
            "db-0 closed"),
        cluster.asked);
  }

  private LogReading reading(Service... services) {
    return new LogReading(cluster, List.of(services), Optional.empty(), 100);
  }

  private static LogRecord at(long second, String text) {
    return new LogRecord(Instant.ofEpochSecond(second), text);
  }

  private static List<String> texts(List<Event.LogLine> lines) {
    return lines.stream().map(Event.LogLine::text).toList();
  }
}
