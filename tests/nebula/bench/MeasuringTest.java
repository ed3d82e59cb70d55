package nebula.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What is calculated from measurements, and read from the machine.
class MeasuringTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "1, 50, 1",
    "1, 99, 1",
    "100, 99, 99",
    "101, 99, 100",
    "200, 99, 198",
    "200, 50, 100"
  })
  void aPercentileIsTheLeastThatSoManyPercentDoNotExceed(int count, int percent, double expected) {
    List<Double> values =
        new ArrayList<>(IntStream.rangeClosed(1, count).asDoubleStream().boxed().toList());
    Collections.shuffle(values, new Random(7));
    assertEquals(expected, Spread.percentile(values, percent));
  }

  @Test
  void theTimeOfAProcessIsFoundBehindANameWithSpacesAndParentheses() {
    String stat = "42 (a (b) c) S 1 42 42 0 -1 4194560 90 0 0 0 1250 250 7 8 20 0 31 0 99 1 1\n";
    assertEquals(15.0, OfProcess.processorSeconds(stat));
  }

  @Test
  void aProcessTakesTimeAndMemory() {
    long self = ProcessHandle.current().pid();
    assertTrue(OfProcess.processorSeconds(self) > 0);
    assertTrue(OfProcess.megabytes(self) > 10);
  }

  @Test
  void thatAPodIsReadyIsItsConditionOfThatName() {
    String change = "{'status':{'conditions':[%s]}}";
    String other = "{'type':'Initialized','status':'True'}";
    String ready = "{'type':'Ready','status':'%s'}";
    assertEquals(Optional.empty(), ready(change.formatted(other)));
    assertEquals(Optional.of(true), ready(change.formatted(ready.formatted("True"))));
    String both = other + "," + ready.formatted("False");
    assertEquals(Optional.of(false), ready(change.formatted(both)));
    assertEquals(Optional.empty(), ready("{'status':{}}"));
  }

  private static Optional<Boolean> ready(String change) {
    return ReadyWatch.ready(json(change));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          'conditions':[{'type':'PodScheduled','status':'True'}]                      | false
          'conditions':[{'type':'PodScheduled','reason':'Unschedulable'}]             | true
          'containerStatuses':[{'state':{'waiting':{'reason':'ContainerCreating'}}}]  | false
          'containerStatuses':[{'state':{'waiting':{'reason':'ErrImagePull'}}}]       | true
          'containerStatuses':[{'state':{'waiting':{'reason':'CreateContainerConfigError'}}}] | true
          'containerStatuses':[{'state':{'terminated':{'exitCode':0}}}]               | false
          'containerStatuses':[{'state':{'terminated':{'exitCode':7}}}]               | true
          'containerStatuses':[{'state':{},'lastState':{'terminated':{'exitCode':7}}}]| true
          """)
  void aPodIsInTroubleWhenNoNodeTakesItOrAContainerFailed(String status, boolean expected) {
    assertEquals(expected, FaultWatch.isInTrouble(json("{'status':{" + status + "}}")));
  }

  @ParameterizedTest
  @CsvSource({"crash-1-59499bf97c-5swm8, crash-1", "a-b-c, a", "bare, ''", "'', ''"})
  void aPodIsOfTheDeploymentThatItsNameBeginsWith(String pod, String expected) {
    assertEquals(expected, FaultWatch.deployment(pod));
  }

  private static JsonNode json(String text) {
    return new JsonMapper().readTree(text.replace('\'', '"'));
  }

  @Test
  void aNumberThatIsInNoLineIsLostHoweverOftenAnotherCame() throws IOException {
    String line = "2026-11-24T07:00:00Z - flood-0/probe line %d of the flood\n";
    StringBuilder log = new StringBuilder("2026-11-24T07:00:00Z * run a run began\n");
    IntStream.range(3, LogFlood.LINES_OF_EACH).forEach(n -> log.append(line.formatted(n)));
    log.append(line.formatted(5)).append(line.formatted(6));
    Files.writeString(folder.resolve("00000001.log"), log);
    Files.writeString(folder.resolve("00000002.log"), line.formatted(1));
    Files.writeString(folder.resolve("00000002.index"), line.formatted(2));
    assertEquals(2, LogFlood.lost(folder));
  }

  @Test
  void aFolderIsCopiedOverWhatIsThere() throws IOException {
    Path from = Files.createDirectories(folder.resolve("from/inner")).getParent();
    Files.writeString(from.resolve("inner/file"), "new");
    Path to = Files.createDirectories(folder.resolve("to/inner")).getParent();
    Files.writeString(to.resolve("inner/file"), "old");
    Folders.copy(from.resolve("."), to);
    assertEquals("new", Files.readString(to.resolve("inner/file")));
    Folders.delete(to);
    assertTrue(Files.notExists(to));
  }
}
