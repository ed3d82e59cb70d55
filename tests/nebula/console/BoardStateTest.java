package nebula.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import nebula.event.FileNotices;
import nebula.model.Cause;
import nebula.model.Phase;
import org.junit.jupiter.api.Test;

class BoardStateTest {
  private static final int PAGE = 10;

  private final BoardState state = new BoardState(true);

  @Test
  void aReaderWhoHasScrolledBackStaysWhereTheyAreWhileLinesCome() {
    write(50);
    state.press(Key.PAGE_UP, PAGE);
    List<String> before = shown();
    state.apply(Scenes.log(60, "postgres", "new"));
    assertEquals(before, shown());
    state.press(Key.LAST, PAGE);
    assertEquals("new", shown().getLast());
  }

  @Test
  void scrollingEndsAtTheOldestAndAtTheNewestLine() {
    write(5);
    state.press(Key.FIRST, PAGE);
    state.press(Key.UP, PAGE);
    assertEquals(List.of("line 0"), shown());
    state.press(Key.PAGE_DOWN, PAGE);
    state.press(Key.DOWN, PAGE);
    assertEquals("line 4", shown().getLast());
  }

  @Test
  void theMemoryOfLinesIsBounded() {
    write(10_000);
    state.press(Key.FIRST, PAGE);
    assertEquals(List.of("line 6000"), shown());
  }

  @Test
  void aMistakeInTheFilesIsShownUntilItIsMended() {
    state.notice("something else");
    state.notice(FileNotices.mistake("services/db/service.yaml:2:1: unknown key"));

    state.notice(FileNotices.RIGHT_AGAIN);

    assertEquals(
        List.of("something else", FileNotices.RIGHT_AGAIN),
        state.view(Instant.EPOCH, List.of()).notices());
  }

  @Test
  void oneServiceAfterTheOtherCanBeLookedAt() {
    state.apply(Scenes.started(false));
    state.apply(Scenes.log(1, "postgres", "from postgres"));
    state.apply(Scenes.log(2, "convex-backend", "from convex"));
    state.press(Key.PREVIOUS_SERVICE, PAGE);
    state.press(Key.PREVIOUS_SERVICE, PAGE);
    assertEquals(Optional.of("convex-backend"), logs().only());
    assertEquals(List.of("from convex"), shown());
    state.press(Key.ALL_SERVICES, PAGE);
    assertEquals(List.of("from postgres", "from convex"), shown());
  }

  @Test
  void recoveryIsTimedFromTheFailureNotFromTheStart() {
    Scenes.allHealthy().forEach(state::apply);
    assertEquals(
        Optional.of(Duration.ofMillis(14_200)), state.view(Scenes.at(20), List.of()).took());
    state.apply(Scenes.failing(100, "postgres", Scenes.CRASH, 1));
    assertEquals(Optional.empty(), state.view(Scenes.at(101), List.of()).took());
    state.apply(Scenes.starting(102, "postgres", Phase.PROBE, Cause.Kind.PROBE, "not yet"));
    state.apply(Scenes.healthy(103, "postgres"));
    state.apply(new nebula.event.Event.AllHealthy(Scenes.at(103)));
    assertEquals(Optional.of(Duration.ofSeconds(3)), state.view(Scenes.at(104), List.of()).took());
  }

  private void write(int lines) {
    IntStream.range(0, lines)
        .forEach(line -> state.apply(Scenes.log(line, "postgres", "line " + line)));
  }

  private View.LogView logs() {
    return state.view(Scenes.at(200), List.of()).logs().orElseThrow();
  }

  private List<String> shown() {
    return logs().memory().window(logs().only(), logs().back(), PAGE).stream()
        .map(LogMemory.Line::text)
        .toList();
  }
}
